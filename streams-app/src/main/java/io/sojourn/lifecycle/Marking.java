package io.sojourn.lifecycle;

import io.sojourn.lifecycle.Standing.Marked;
import io.sojourn.policy.AtStake;
import io.sojourn.policy.CareMoment;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Measure;
import io.sojourn.policy.Tag;
import io.sojourn.policy.Warning;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Tags, warnings and care moments within one decision: what of each is announced, and at which level it is afterwards. */
final class Marking {
    private final Deliberation decision;

    Marking(Deliberation decision) {
        this.decision = decision;
    }

    Marked settle(Mark mark, Marked marked) {
        decision.lookAgainBy(mark.nextChange(decision.moment()));
        int level = mark.levelAt(decision.moment());
        if (mark instanceof Tag tag) {
            Marked after = settle(tag, marked, level);
            decision.lookAgainBy(after.isOn() ? tag.expiresAt(after.since()) : Measure.NEVER);
            return after;
        } else if (level == marked.level()) {
            return marked;
        } else if (mark instanceof Warning warning) {
            return settle(warning, marked, level);
        }
        return level == Marked.OFF ? marked.at(level) : due((CareMoment) mark, marked);
    }

    /** What there is no more in the policy is over. */
    void end(Takeover.Ended ended) {
        Mark mark = ended.mark();
        String what = mark instanceof Warning ? "warning " : "tag ";
        end(mark, ended.marked(), decision.goneWith(what + mark.id()));
    }

    /** A warning is cleared, a tag removed; of a care moment nothing is said. */
    Marked end(Mark mark, Marked marked, Because because) {
        Cause cause = decision.cause();
        if (marked.isOn() && mark instanceof Warning warning) {
            return warned(warning, marked, Marked.OFF, cause, because, null);
        } else if (marked.isOn() && mark instanceof Tag tag) {
            return tagged(tag, marked, Marked.OFF, cause, because, null);
        }
        return marked;
    }

    private Marked settle(Tag tag, Marked marked, int level) {
        Condition when = tag.when();
        if (marked.isOn() && tag.expiresAt(marked.since()) <= decision.moment().at()) {
            return tagged(
                    tag,
                    marked,
                    level == Marked.ON ? Marked.SPENT : Marked.OFF,
                    decision.cause().isOfPolicy() ? decision.cause() : Cause.SILENCE,
                    decision.because("ttl " + tag.ttl(), when, true),
                    null);
        } else if (marked.level() == Marked.SPENT) {
            return level == Marked.ON ? marked : marked.at(level);
        } else if (level == marked.level()) {
            return marked;
        }
        boolean byItself = decision.isByItself(tag, level);
        return tagged(
                tag,
                marked,
                level,
                decision.cause(byItself, when),
                decision.because(when.text(), when, byItself),
                superseded(marked));
    }

    private Marked tagged(Tag tag, Marked marked, int level, Cause by, Because because, @Nullable Integer supersedes) {
        boolean added = level == Marked.ON;
        int ordinal = marked.ordinal() + 1;
        long at = decision.moment().at();
        long expiresAt = tag.expiresAt(at);
        decision.announce(new Announcement.TagChanged(
                decision.customer(),
                tag.id(),
                ordinal,
                added,
                tag.group(),
                added && expiresAt != Measure.NEVER ? OptionalLong.of(expiresAt) : OptionalLong.empty(),
                at,
                by,
                because,
                supersedes,
                decision.rfm(),
                decision.link(tag.id(), ordinal, word(!added), word(added))));
        return new Marked(tag.id(), level, at, ordinal);
    }

    private static String word(boolean added) {
        return added ? "ADDED" : "REMOVED";
    }

    private Marked due(CareMoment care, Marked marked) {
        boolean byItself = decision.isByItself(care, Marked.ON);
        int ordinal = marked.ordinal() + 1;
        long at = decision.moment().at();
        decision.announce(new Announcement.CareDue(
                decision.customer(),
                care.id(),
                ordinal,
                at + care.actionableMillis(),
                at,
                decision.cause(byItself, care.when()),
                decision.because(care.when().text(), care.when(), byItself),
                superseded(marked),
                decision.rfm(),
                decision.link(care.id(), ordinal, "", "DUE")));
        return new Marked(care.id(), Marked.ON, at, ordinal);
    }

    /** Of two levels the reason is what the louder one asks for: it holds now, or did. */
    private Marked settle(Warning warning, Marked marked, int level) {
        Condition asked = warning.whenReached(level == Marked.OFF ? Marked.ON : Math.max(level, marked.level()));
        boolean byItself = decision.isByItself(warning, level);
        return warned(
                warning,
                marked,
                level,
                decision.cause(byItself, asked),
                decision.because(asked.text(), asked, byItself),
                superseded(marked));
    }

    private Marked warned(
            Warning warning, Marked marked, int level, Cause by, Because because, @Nullable Integer supersedes) {
        boolean raised = level > Marked.OFF;
        int ordinal = marked.ordinal() + 1;
        long at = decision.moment().at();
        AtStake atStake = warning.atStake();
        decision.announce(new Announcement.ChurnWarned(
                decision.customer(),
                warning.id(),
                ordinal,
                warning.loudness(raised ? level : marked.level()),
                raised && marked.isOn() ? warning.loudness(marked.level()) : null,
                raised,
                raised && atStake != null ? atStake.at(decision.moment()) : OptionalLong.empty(),
                raised ? OptionalLong.of(at + warning.actionableMillis()) : OptionalLong.empty(),
                at,
                by,
                because,
                supersedes,
                decision.rfm(),
                decision.link(warning.id(), ordinal, word(warning, marked.level()), word(warning, level))));
        return new Marked(warning.id(), level, at, ordinal);
    }

    private static String word(Warning warning, int level) {
        if (level == Marked.OFF) {
            return "CLEARED";
        }
        return level == Marked.ON ? "RAISED" : "RAISED " + warning.loudness(level);
    }

    private @Nullable Integer superseded(Marked marked) {
        return decision.superseded(marked.ordinal(), marked.since());
    }
}
