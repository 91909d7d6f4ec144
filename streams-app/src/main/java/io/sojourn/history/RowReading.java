package io.sojourn.history;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows by a mapping. Pure: the same row is always read the same way. */
final class RowReading {
    private static final char REPLACEMENT = '\uFFFD';

    private final Mapping mapping;
    private final Columns columns;

    RowReading(Mapping mapping, List<String> header) {
        this.mapping = mapping;
        this.columns = new Columns(mapping, header);
    }

    Reading read(Row row) {
        int found = row.values().size();
        if (found != columns.count()) {
            return new Reading.Refused(new RowRefusal(
                    RowRefusal.MISSING_COLUMN,
                    "columns",
                    String.join(String.valueOf(mapping.file().delimiter()), row.values()),
                    "the row has " + found + " columns, the file has " + columns.count()
                            + ": mend the row, or the delimiter or quote in the mapping"));
        }
        for (Skip rule : mapping.skip()) {
            if (holds(rule.when(), row)) {
                return new Reading.Skipped(rule.id());
            }
        }
        String orderColumn = mapping.order().column();
        String orderId = columns.of(row, orderColumn);
        if (orderId.isEmpty()) {
            return new Reading.Refused(
                    new RowRefusal(RowRefusal.MISSING_ID, orderColumn, "", "give the row the id of its order"));
        }
        int kind = kindOf(row);
        if (kind < 0) {
            return new Reading.Refused(new RowRefusal(
                    RowRefusal.UNKNOWN_KIND,
                    "kinds",
                    orderId,
                    "no rule of 'kinds' is about this row: add one, or one without 'when' at the end"));
        }
        try {
            return new Reading.OfOrder(draft(kind, orderId, row));
        } catch (Unusable unusable) {
            return new Reading.OfOrder(Draft.troubled(kind, orderId, row, unusable.refusal));
        }
    }

    private int kindOf(Row row) {
        for (int i = 0; i < mapping.kinds().size(); i++) {
            RowTest when = mapping.kinds().get(i).when();
            if (when == null || holds(when, row)) {
                return i;
            }
        }
        return -1;
    }

    private boolean holds(RowTest test, Row row) {
        return test.holds(columns.of(row, test.column()));
    }

    private Draft draft(int index, String orderId, Row row) throws Unusable {
        Kind kind = mapping.kinds().get(index);
        String customer = text(row, mapping.customer().column());
        BigDecimal amount = amount(row);
        return new Draft(
                index,
                whole(mapping.order().column(), orderId),
                mapping.customer().guest().contains(customer) ? null : customer,
                at(row),
                kind.negate() ? amount.negate() : amount,
                currency(row),
                kind.of() == null ? null : blankAsNull(text(row, kind.of())),
                row.line(),
                row.lines(),
                null);
    }

    private Instant at(Row row) throws Unusable {
        String text = text(row, mapping.time().column());
        return mapping.time()
                .read(text)
                .orElseThrow(() -> new Unusable(
                        RowRefusal.INVALID_TIME,
                        mapping.time().column(),
                        text,
                        "it is not written as "
                                + String.join(" or ", mapping.time().patterns())
                                + ": mend the row, or add its pattern to the mapping"));
    }

    private BigDecimal amount(Row row) throws Unusable {
        Mapping.Amount rule = mapping.amount();
        BigDecimal exact;
        if (rule.constant() != null) {
            exact = rule.constant();
        } else if (rule.column() != null) {
            exact = number(row, rule.column());
        } else {
            exact = number(row, Mapping.required("quantity", rule.quantity()))
                    .multiply(number(row, Mapping.required("price", rule.price())));
        }
        return rule.round() == null ? exact : exact.setScale(rule.round(), RoundingMode.HALF_UP);
    }

    private BigDecimal number(Row row, String column) throws Unusable {
        String text = text(row, column);
        return Numbers.read(text, mapping.file().decimal())
                .orElseThrow(() -> new Unusable(
                        RowRefusal.INVALID_NUMBER,
                        column,
                        text,
                        "it is not a number with decimal mark '"
                                + mapping.file().decimal() + "': mend the row"));
    }

    private String currency(Row row) throws Unusable {
        String constant = mapping.currency().constant();
        return constant != null
                ? constant
                : text(row, Mapping.required("column", mapping.currency().column()));
    }

    private String text(Row row, String column) throws Unusable {
        return whole(column, columns.of(row, column));
    }

    /** Bytes that are no text in the file's charset must not become part of an id unnoticed. */
    private String whole(String column, String text) throws Unusable {
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw new Unusable(
                    RowRefusal.UNREADABLE_TEXT,
                    column,
                    text,
                    "it is not " + mapping.file().charset()
                            + ": set file: {charset: …} to what the file is written in");
        }
        return text;
    }

    private static @Nullable String blankAsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Carries a refusal out of the reading of one row. */
    private static final class Unusable extends Exception {
        private final transient RowRefusal refusal;

        Unusable(String reason, String field, String value, String hint) {
            super(reason, null, false, false);
            this.refusal = new RowRefusal(reason, field, value, hint);
        }
    }
}
