package io.sojourn.cli;

import static java.util.Locale.ROOT;

import io.sojourn.decisions.CustomerState;
import io.sojourn.decisions.Rfm;
import io.sojourn.lifecycle.Because;
import io.sojourn.policy.Durations;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Title;
import io.sojourn.replay.Life;
import io.sojourn.schemas.RecordJson;
import io.sojourn.stream.DecisionCodec;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A customer's life for people: a line for what happened, below it what was decided by it, and why. */
final class LifeText {
    private static final String INDENT = " ".repeat(26);

    /** What came to the ledger within this of its own time is not called late. */
    private static final long SOON = Duration.ofHours(1).toMillis();

    private final Policy policy;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    LifeText(List<Life.Moment> moments, Policy policy, CustomerState stands) {
        this.policy = policy;
        width = moments.stream()
                .flatMap(moment -> moment.decisions().stream())
                .mapToInt(each -> each.claim().subject().length())
                .max()
                .orElse(0);
        moments.forEach(this::add);
        add(stands);
    }

    List<String> lines() {
        return lines;
    }

    private void add(Life.Moment moment) {
        add(moment.at(), words(moment));
        moment.decisions().forEach(this::add);
    }

    private void add(long at, String what) {
        lines.add(pad(text(at), INDENT.length()) + what);
    }

    private static String words(Life.Moment moment) {
        if (moment instanceof Life.Happened happened) {
            return ActivityWords.of(happened.event(), happened.activity()) + "  "
                    + happened.activity().eventId() + late(happened);
        } else if (moment instanceof Life.Silence silence) {
            return "nothing happened for " + Durations.show(silence.quietMillis()) + ", found "
                    + text(silence.foundAt());
        }
        Life.TookOver active = (Life.TookOver) moment;
        return "policy " + active.policy().id() + " version " + active.policy().version() + " decides from here on  "
                + active.eventId();
    }

    private static String late(Life.Happened happened) {
        long later = happened.toldAt() - happened.at();
        return (later < SOON ? "" : ", told " + Durations.show(later) + " later")
                + (happened.decidedTo().isPresent()
                        ? ", late: decided to " + text(happened.decidedTo().getAsLong()) + " already"
                        : "");
    }

    private void add(Life.Decided decided) {
        String supersedes = DecisionCodec.supersedes(decided.announcement());
        String indent = INDENT + pad(decided.claim().subject(), width) + "  ";
        lines.add(indent + decided.claim().text() + title(decided.title()) + "  "
                + DecisionCodec.id(decided.announcement()) + ", "
                + decided.announcement().cause().name().toLowerCase(ROOT)
                + (supersedes == null ? "" : " of " + supersedes));
        lines.add(" ".repeat(indent.length()) + reason(decided.announcement().because()));
    }

    /** {@code orders() >= 1: 1; by e-1}. */
    private static String reason(Because because) {
        return because.condition()
                + values(because)
                + (because.eventIds().isEmpty() ? "" : "; by " + String.join(", ", because.eventIds()));
    }

    private static String values(Because because) {
        List<Because.Measured> measures = because.measures();
        if (measures.isEmpty()) {
            return "";
        } else if (measures.size() == 1
                && because.condition()
                        .equals(measures.get(0).measure() + " "
                                + measures.get(0).threshold())) {
            return ": " + value(measures.get(0));
        }
        return measures.stream()
                .map(each -> each.measure() + " is " + value(each) + ", asked " + each.threshold())
                .collect(Collectors.joining("; ", ": ", ""));
    }

    private static String value(Because.Measured measured) {
        return measured.value() == null ? "without a value" : measured.value();
    }

    private void add(CustomerState stands) {
        add(stands.getAsOf().toEpochMilli(), "where they stand 现状");
        stands.getStages()
                .forEach(each -> stands(
                        each.getLadder(),
                        each.getStage()
                                + title(policy.title(each.getLadder(), each.getStage())
                                        .orElse(null))
                                + since(each.getSince())));
        stands.getWarnings()
                .forEach(each -> stands(
                        "warning",
                        each.getWarning() + " raised as "
                                + String.valueOf(each.getLevel()).toLowerCase(ROOT) + since(each.getSince())));
        stands.getTags()
                .forEach(each -> stands(
                        "tag",
                        each.getTag()
                                + since(each.getSince())
                                + (each.getExpiresAt() == null ? "" : " until " + each.getExpiresAt())));
        Rfm rfm = stands.getRfm();
        stands(
                "RFM",
                "last order " + (rfm.getLastOrderAt() == null ? "never" : rfm.getLastOrderAt()) + ", "
                        + orders(rfm.getFrequency()) + " and " + money(rfm.getNet()) + " in " + rfm.getWindowDays()
                        + " days");
        stands(
                "spend",
                money(stands.getSpend()) + (stands.getCurrency() == null ? "" : " " + stands.getCurrency()) + " in "
                        + orders(stands.getOrders()));
        stands(
                "looks again",
                stands.getLookAgainAt() == null
                        ? "never by itself"
                        : stands.getLookAgainAt().toString());
    }

    private void stands(String what, String how) {
        lines.add(INDENT + pad(what, Math.max(width, "looks again".length())) + "  " + how);
    }

    private static String title(@Nullable Title title) {
        return title == null ? "" : "  " + title;
    }

    private static String since(@Nullable Instant since) {
        return since == null ? "" : " since " + since;
    }

    private static String orders(int count) {
        return count + (count == 1 ? " order" : " orders");
    }

    private static String money(BigDecimal amount) {
        return RecordJson.plain(amount).toPlainString();
    }

    private static String text(long at) {
        return Instant.ofEpochMilli(at).toString();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
