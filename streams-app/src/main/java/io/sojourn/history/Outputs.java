package io.sojourn.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.decisions.CareMoment;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.CustomerState;
import io.sojourn.decisions.Rejected;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.TagChange;
import io.sojourn.events.OrderCancelled;
import io.sojourn.events.OrderCompleted;
import io.sojourn.events.OrderRefunded;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Every output record as a row, and what its columns are called. */
final class Outputs {
    static final List<String> TRANSITIONS = joined(
            List.of(
                    "customer_id",
                    "ladder",
                    "ordinal",
                    "from",
                    "to",
                    "effective_at",
                    "detected_at",
                    "mode",
                    "cause",
                    "because",
                    "measures",
                    "event_ids",
                    "supersedes",
                    "previous_stage_days"),
            Cells.RFM,
            List.of("policy", "policy_version", "chain", "id"));

    static final List<String> WARNINGS = joined(
            List.of(
                    "customer_id",
                    "warning",
                    "ordinal",
                    "level",
                    "state",
                    "effective_at",
                    "detected_at",
                    "actionable_until",
                    "mode",
                    "cause",
                    "because",
                    "measures",
                    "event_ids",
                    "supersedes"),
            Cells.RFM,
            List.of("policy", "policy_version", "chain", "id", "previous_level", "at_stake"));

    static final List<String> TAGS = joined(
            List.of(
                    "customer_id",
                    "tag",
                    "ordinal",
                    "group",
                    "state",
                    "effective_at",
                    "detected_at",
                    "expires_at",
                    "mode",
                    "cause",
                    "because",
                    "measures",
                    "event_ids",
                    "supersedes"),
            Cells.RFM,
            List.of("policy", "policy_version", "chain", "id"));

    static final List<String> CARE_MOMENTS = joined(
            List.of(
                    "customer_id",
                    "moment",
                    "ordinal",
                    "effective_at",
                    "detected_at",
                    "actionable_until",
                    "mode",
                    "cause",
                    "because",
                    "measures",
                    "event_ids",
                    "supersedes"),
            Cells.RFM,
            List.of("policy", "policy_version", "chain", "id"));

    static final List<String> STATES = List.of(
            "customer_id",
            "as_of",
            "first_order_at",
            "last_order_at",
            "recency_days",
            "frequency",
            "gross",
            "refunds",
            "net",
            "orders",
            "spend",
            "currency",
            "first_seen_at",
            "visits",
            "last_visit_at",
            "tickets",
            "tickets_open",
            "engagements",
            "stages",
            "warnings",
            "look_again_at",
            "chain",
            "tags");

    static final List<String> REJECTED = List.of("source", "line", "reason", "field", "value", "hint", "original");

    static final List<String> GUESTS = List.of("event_id", "event", "order_id", "occurred_at", "amount", "currency");

    private Outputs() {}

    static List<String> row(StageTransition t) {
        return joined(
                List.of(
                        t.getCustomerId(),
                        t.getLadder(),
                        Integer.toString(t.getOrdinal()),
                        t.getFrom(),
                        t.getTo(),
                        Cells.at(t.getEffectiveAt()),
                        Cells.at(t.getDetectedAt()),
                        t.getMode().name(),
                        t.getCause().name(),
                        t.getBecause().getCondition(),
                        Cells.measures(t.getBecause()),
                        String.join(" ", t.getBecause().getEventIds()),
                        Cells.text(t.getSupersedes()),
                        Cells.days(t.getPreviousStageMillis())),
                Cells.rfm(t.getRfm()),
                List.of(t.getPolicy(), Integer.toString(t.getPolicyVersion()), t.getChain(), t.getId()));
    }

    static List<String> row(ChurnWarning w) {
        return joined(
                List.of(
                        w.getCustomerId(),
                        w.getWarning(),
                        Integer.toString(w.getOrdinal()),
                        w.getLevel().name(),
                        w.getState().name(),
                        Cells.at(w.getEffectiveAt()),
                        Cells.at(w.getDetectedAt()),
                        Cells.at(w.getActionableUntil()),
                        w.getMode().name(),
                        w.getCause().name(),
                        w.getBecause().getCondition(),
                        Cells.measures(w.getBecause()),
                        String.join(" ", w.getBecause().getEventIds()),
                        Cells.text(w.getSupersedes())),
                Cells.rfm(w.getRfm()),
                List.of(
                        w.getPolicy(),
                        Integer.toString(w.getPolicyVersion()),
                        w.getChain(),
                        w.getId(),
                        Cells.text(w.getPreviousLevel()),
                        w.getAtStake() == null ? "" : Cells.money(w.getAtStake())));
    }

    static List<String> row(TagChange t) {
        return joined(
                List.of(
                        t.getCustomerId(),
                        t.getTag(),
                        Integer.toString(t.getOrdinal()),
                        Cells.text(t.getGroup()),
                        t.getState().name(),
                        Cells.at(t.getEffectiveAt()),
                        Cells.at(t.getDetectedAt()),
                        Cells.at(t.getExpiresAt()),
                        t.getMode().name(),
                        t.getCause().name(),
                        t.getBecause().getCondition(),
                        Cells.measures(t.getBecause()),
                        String.join(" ", t.getBecause().getEventIds()),
                        Cells.text(t.getSupersedes())),
                Cells.rfm(t.getRfm()),
                List.of(t.getPolicy(), Integer.toString(t.getPolicyVersion()), t.getChain(), t.getId()));
    }

    static List<String> row(CareMoment c) {
        return joined(
                List.of(
                        c.getCustomerId(),
                        c.getMoment(),
                        Integer.toString(c.getOrdinal()),
                        Cells.at(c.getEffectiveAt()),
                        Cells.at(c.getDetectedAt()),
                        Cells.at(c.getActionableUntil()),
                        c.getMode().name(),
                        c.getCause().name(),
                        c.getBecause().getCondition(),
                        Cells.measures(c.getBecause()),
                        String.join(" ", c.getBecause().getEventIds()),
                        Cells.text(c.getSupersedes())),
                Cells.rfm(c.getRfm()),
                List.of(c.getPolicy(), Integer.toString(c.getPolicyVersion()), c.getChain(), c.getId()));
    }

    /** As of an instant up to which nothing more was due for the customer. */
    static List<String> row(CustomerState s, Instant asOf) {
        return List.of(
                s.getCustomerId(),
                Cells.at(asOf),
                Cells.at(s.getFirstOrderAt()),
                Cells.at(s.getRfm().getLastOrderAt()),
                Cells.wholeDays(s.getRfm().getLastOrderAt(), asOf),
                Integer.toString(s.getRfm().getFrequency()),
                Cells.money(s.getRfm().getGross()),
                Cells.money(s.getRfm().getRefunds()),
                Cells.money(s.getRfm().getNet()),
                Integer.toString(s.getOrders()),
                Cells.money(s.getSpend()),
                Cells.text(s.getCurrency()),
                Cells.at(s.getFirstSeenAt()),
                Integer.toString(s.getVisits()),
                Cells.at(s.getLastVisitAt()),
                Integer.toString(s.getTickets()),
                Integer.toString(s.getTicketsOpen()),
                Integer.toString(s.getEngagements()),
                s.getStages().stream()
                        .map(stage -> stage.getLadder() + "=" + stage.getStage())
                        .collect(Collectors.joining(" ")),
                s.getWarnings().stream().map(warning -> warning.getWarning()).collect(Collectors.joining(" ")),
                Cells.at(s.getLookAgainAt()),
                s.getChain(),
                s.getTags().stream().map(tag -> tag.getTag()).collect(Collectors.joining(" ")));
    }

    static List<String> row(Rejected r) {
        return List.of(
                r.getTopic(),
                Long.toString(r.getOffset()),
                r.getReason(),
                Cells.text(r.getField()),
                Cells.text(r.getValue()),
                r.getHint(),
                text(r.getOriginalValue()));
    }

    /** Of an order, refund or cancellation without a customer. */
    static List<String> guest(SpecificRecord event) {
        if (event instanceof OrderCompleted order) {
            return guest(
                    event,
                    order.getEventId(),
                    order.getOrderId(),
                    order.getOccurredAt(),
                    order.getTotal(),
                    order.getCurrency());
        }
        if (event instanceof OrderRefunded refund) {
            return guest(
                    event,
                    refund.getEventId(),
                    refund.getOrderId(),
                    refund.getOccurredAt(),
                    refund.getAmount(),
                    refund.getCurrency());
        }
        if (event instanceof OrderCancelled off) {
            return guest(event, off.getEventId(), off.getOrderId(), off.getOccurredAt(), null, null);
        }
        throw new IllegalStateException(event.getSchema().getFullName() + " does not come from a file of orders");
    }

    private static List<String> guest(
            SpecificRecord event,
            String eventId,
            @Nullable String orderId,
            Instant at,
            @Nullable BigDecimal amount,
            @Nullable String currency) {
        return List.of(
                eventId,
                event.getSchema().getName(),
                Cells.text(orderId),
                Cells.at(at),
                amount == null ? "" : Cells.money(amount),
                Cells.text(currency));
    }

    private static String text(@Nullable ByteBuffer bytes) {
        return bytes == null ? "" : UTF_8.decode(bytes.duplicate()).toString();
    }

    private static List<String> joined(List<String> first, List<String> then, List<String> last) {
        List<String> all = new ArrayList<>(first);
        all.addAll(then);
        all.addAll(last);
        return all;
    }
}
