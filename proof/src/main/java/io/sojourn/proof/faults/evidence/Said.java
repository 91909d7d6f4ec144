package io.sojourn.proof.faults.evidence;

import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.WarningState;
import io.sojourn.lifecycle.Announcement;

/**
 * One decision, of whichever kind; a warning goes from {@code CLEARED} to {@code RAISED} and back.
 *
 * @param subject the ladder or warning
 * @param at when it became true, in milliseconds
 */
public record Said(
        String id, String customer, String subject, int ordinal, String from, String to, long at, String chain) {
    static Said of(StageTransition change) {
        return new Said(
                change.getId(),
                change.getCustomerId(),
                change.getLadder(),
                change.getOrdinal(),
                change.getFrom(),
                change.getTo(),
                change.getEffectiveAt().toEpochMilli(),
                change.getChain());
    }

    static Said of(ChurnWarning warning) {
        return new Said(
                warning.getId(),
                warning.getCustomerId(),
                warning.getWarning(),
                warning.getOrdinal(),
                opposite(warning.getState() == WarningState.RAISED),
                warning.getState().name(),
                warning.getEffectiveAt().toEpochMilli(),
                warning.getChain());
    }

    static Said of(Announcement announcement) {
        String customer = announcement.customer().value();
        String id = customer + "/" + announcement.subject() + "/" + announcement.ordinal();
        String from;
        String to;
        if (announcement instanceof Announcement.StageChanged change) {
            from = change.from();
            to = change.to();
        } else {
            boolean raised = ((Announcement.ChurnWarned) announcement).raised();
            from = opposite(raised);
            to = opposite(!raised);
        }
        return new Said(
                id,
                customer,
                announcement.subject(),
                announcement.ordinal(),
                from,
                to,
                announcement.at(),
                announcement.chain().hex());
    }

    /** The same, as if it were about another instant. */
    Said at(long instant) {
        return new Said(id, customer, subject, ordinal, from, to, instant, chain);
    }

    private static String opposite(boolean raised) {
        return (raised ? WarningState.CLEARED : WarningState.RAISED).name();
    }
}
