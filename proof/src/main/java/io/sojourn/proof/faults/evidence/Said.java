package io.sojourn.proof.faults.evidence;

import io.sojourn.decisions.CareMoment;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.TagChange;
import io.sojourn.decisions.TagState;
import io.sojourn.decisions.WarningState;
import io.sojourn.lifecycle.Announcement;
import org.apache.avro.specific.SpecificRecord;

/**
 * One decision, of whichever kind; a warning goes from {@code CLEARED} to {@code RAISED} and back, a tag from {@code REMOVED}
 * to {@code ADDED}, a care moment is due again and again.
 *
 * @param subject the ladder, tag, warning or care moment
 * @param at when it became true, in milliseconds
 */
public record Said(
        String id, String customer, String subject, int ordinal, String from, String to, long at, String chain) {
    private static final String DUE = "DUE";

    /** @throws IllegalArgumentException if the record is no decision */
    static Said of(SpecificRecord decision) {
        if (decision instanceof StageTransition change) {
            return of(change);
        } else if (decision instanceof ChurnWarning warning) {
            return of(warning);
        } else if (decision instanceof TagChange change) {
            return new Said(
                    change.getId(),
                    change.getCustomerId(),
                    change.getTag(),
                    change.getOrdinal(),
                    (change.getState() == TagState.ADDED ? TagState.REMOVED : TagState.ADDED).name(),
                    change.getState().name(),
                    change.getEffectiveAt().toEpochMilli(),
                    change.getChain());
        } else if (decision instanceof CareMoment due) {
            return new Said(
                    due.getId(),
                    due.getCustomerId(),
                    due.getMoment(),
                    due.getOrdinal(),
                    DUE,
                    DUE,
                    due.getEffectiveAt().toEpochMilli(),
                    due.getChain());
        }
        throw new IllegalArgumentException(decision.getSchema().getFullName() + " is no decision");
    }

    private static Said of(StageTransition change) {
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

    private static Said of(ChurnWarning warning) {
        return new Said(
                warning.getId(),
                warning.getCustomerId(),
                warning.getWarning(),
                warning.getOrdinal(),
                from(warning.getState() == WarningState.RAISED, warning.getPreviousLevel() != null),
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
        } else if (announcement instanceof Announcement.ChurnWarned warned) {
            from = from(warned.raised(), warned.previousLevel() != null);
            to = (warned.raised() ? WarningState.RAISED : WarningState.CLEARED).name();
        } else if (announcement instanceof Announcement.TagChanged changed) {
            from = (changed.added() ? TagState.REMOVED : TagState.ADDED).name();
            to = (changed.added() ? TagState.ADDED : TagState.REMOVED).name();
        } else {
            from = DUE;
            to = DUE;
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

    private static String from(boolean raised, boolean already) {
        return (raised && !already ? WarningState.CLEARED : WarningState.RAISED).name();
    }
}
