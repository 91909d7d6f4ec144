package io.sojourn.history;

import io.sojourn.intake.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Makes one order of the rows that speak of it, and judges it. Pure. */
final class OrderAssembly {
    private final Mapping mapping;
    private final @Nullable Instant until;
    private final Function<SpecificRecord, Verdict> intake;

    /**
     * @param until the last instant to take; null takes all
     * @param intake the checks that every event passes at the door
     */
    OrderAssembly(Mapping mapping, @Nullable Instant until, Function<SpecificRecord, Verdict> intake) {
        this.mapping = mapping;
        this.until = until;
        this.intake = intake;
    }

    /** Why an order is not what its rows say, or what it is. */
    record Judgement(
            Fate fate, @Nullable PastEvent event, @Nullable RowRefusal refusal) {}

    /** Of rows of one order, in the order of the file; in a file of whole orders the first alone is the order. */
    Judgement judge(List<Draft> rows) {
        Draft first = rows.get(0);
        Kind kind = mapping.kinds().get(first.kind());
        if (kind.as() == Kind.As.NOTHING) {
            return new Judgement(new Fate(Fate.Sort.SKIPPED, kind.id()), null, null);
        }
        for (Draft row : rows) {
            RowRefusal trouble = row.trouble() != null ? row.trouble() : disagreement(first, row);
            if (trouble != null) {
                return refused(trouble);
            }
        }
        Instant at = rows.stream().map(Draft::at).min(Instant::compareTo).orElseThrow();
        BigDecimal total = rows.stream().map(Draft::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return judge(kind, first, at, total);
    }

    private Judgement judge(Kind kind, Draft first, Instant at, BigDecimal total) {
        if (until != null && at.isAfter(until)) {
            return new Judgement(new Fate(Fate.Sort.LATER, kind.id()), null, null);
        }
        if (total.stripTrailingZeros().scale() > PastEvent.SCALE) {
            return refused(new RowRefusal(
                    RowRefusal.INVALID_AMOUNT,
                    "amount",
                    total.toPlainString(),
                    "it has more than " + PastEvent.SCALE + " decimals: set amount: {round: …} in the mapping"));
        }
        PastEvent event = new PastEvent(
                eventId(kind, first.orderId()),
                kind.as(),
                first.customerId(),
                kind.as() == Kind.As.REFUND || first.of() != null ? first.of() : first.orderId(),
                at,
                total.setScale(PastEvent.SCALE),
                first.currency());
        // A guest's order is kept whatever it is worth: nobody is decided about by it.
        if (first.customerId() != null && kind.drop() != null && kind.drop().holds(total)) {
            return new Judgement(new Fate(Fate.Sort.DROPPED, kind.id() + ": " + kind.drop()), null, null);
        }
        Verdict verdict = intake.apply(event.toAvro());
        if (verdict instanceof Verdict.Refused refused) {
            return refused(RowRefusal.ofIntake(refused.refusal()));
        }
        Fate.Sort sort = verdict instanceof Verdict.Guest ? Fate.Sort.GUEST : Fate.Sort.IMPORTED;
        return new Judgement(new Fate(sort, kind.id()), event, null);
    }

    /** {@code source:kind:order id}, the same in every file of the shop. */
    private String eventId(Kind kind, String orderId) {
        return mapping.source() + ":" + kind.id() + ":" + orderId;
    }

    /** What to say of a row whose order is refused: its own trouble, or that it does not come in without the others. */
    static RowRefusal refusalOf(Draft row, RowRefusal ofOrder, boolean incomplete) {
        if (row.trouble() != null) {
            return row.trouble();
        }
        return incomplete
                ? new RowRefusal(
                        RowRefusal.INCOMPLETE_ORDER,
                        ofOrder.field(),
                        row.orderId(),
                        "another row of this order is refused (" + ofOrder.reason() + "): mend that one")
                : ofOrder;
    }

    /** For files of whole orders: what is wrong where a second row has the id of the first but says something else. */
    static Optional<RowRefusal> conflict(Draft first, Draft second) {
        if (second.trouble() != null) {
            return Optional.of(second.trouble());
        }
        boolean same = disagreement(first, second) == null
                && first.at().equals(second.at())
                && first.amount().compareTo(second.amount()) == 0;
        return same
                ? Optional.empty()
                : Optional.of(new RowRefusal(
                        RowRefusal.CONFLICTING_ORDER,
                        "order",
                        second.orderId(),
                        "line " + first.line() + " has this id and says something else: if rows are positions, write"
                                + " 'rows: lines'; if not, give each order its own id"));
    }

    private static @Nullable RowRefusal disagreement(Draft first, Draft row) {
        if (!Objects.equals(first.customerId(), row.customerId())) {
            return inconsistent("customer", first.customerId(), row.customerId());
        }
        if (!first.currency().equals(row.currency())) {
            return inconsistent("currency", first.currency(), row.currency());
        }
        return Objects.equals(first.of(), row.of()) ? null : inconsistent("of", first.of(), row.of());
    }

    private static RowRefusal inconsistent(String field, @Nullable String one, @Nullable String other) {
        return new RowRefusal(
                RowRefusal.INCONSISTENT_ORDER,
                field,
                one + " and " + other,
                "rows of one order differ in this: mend them, or give them different order ids");
    }

    private static Judgement refused(RowRefusal refusal) {
        return new Judgement(new Fate(Fate.Sort.REFUSED, refusal.reason()), null, refusal);
    }
}
