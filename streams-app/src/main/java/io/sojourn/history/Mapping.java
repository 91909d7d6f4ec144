package io.sojourn.history;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a shop's export is to be understood: which columns say what, and which rows mean what.
 *
 * <p>The shape is that of the YAML file that {@code docs/import.md} describes; {@link MappingFile} loads it.
 *
 * @param source the shop; every event id starts with it, so mappings of one shop share it and a second import of the
 *     same orders changes nothing
 * @param rows what one row is
 * @param order the column with the order's id
 * @param kinds what a row means, the first matching rule decides
 * @param skip rows that belong to no order
 */
public record Mapping(
        String source,
        @Nullable Title title,
        FileShape file,
        Rows rows,
        Column order,
        When time,
        Customer customer,
        Amount amount,
        Currency currency,
        List<Kind> kinds,
        List<Skip> skip) {

    private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public Mapping(
            @Nullable String source,
            @Nullable Title title,
            @Nullable FileShape file,
            @Nullable Rows rows,
            @Nullable Column order,
            @Nullable When time,
            @Nullable Customer customer,
            @Nullable Amount amount,
            @Nullable Currency currency,
            @Nullable List<Kind> kinds,
            @Nullable List<Skip> skip) {
        this.source = required("source", source);
        this.title = title;
        this.file = file == null ? FileShape.PLAIN : file;
        this.rows = required("rows", rows);
        this.order = required("order", order);
        this.time = required("time", time);
        this.customer = required("customer", customer);
        this.amount = required("amount", amount);
        this.currency = required("currency", currency);
        this.kinds = kinds == null ? List.of(Kind.ORDER) : List.copyOf(kinds);
        this.skip = skip == null ? List.of() : List.copyOf(skip);
        refuseUnless(SOURCE.matcher(this.source).matches(), "'source' is 1 to 64 of letters, digits, '.', '_' and '-'");
        refuseUnless(!this.kinds.isEmpty(), "'kinds' needs at least one rule, or leave it out");
        Set<String> ids = new HashSet<>();
        for (Kind kind : this.kinds) {
            refuseUnless(ids.add(kind.id()), "two rules are called '" + kind.id() + "'");
        }
        for (Skip rule : this.skip) {
            refuseUnless(ids.add(rule.id()), "two rules are called '" + rule.id() + "'");
        }
    }

    /** What one row of the file is. */
    public enum Rows {
        /** A whole order, refund or cancellation. */
        ORDERS,
        /** A position; rows with one order id make one order, dated by the earliest, worth their sum. */
        LINES
    }

    /** What people read, in both languages. */
    public record Title(String en, String zh) {}

    /** One column by its name in the header. */
    public record Column(String column) {
        public Column {
            required("column", column);
        }
    }

    /**
     * Who it was. A value among {@code guest} (default: the empty one) is nobody we know.
     */
    public record Customer(String column, List<String> guest) {
        public Customer(@Nullable String column, @Nullable List<String> guest) {
            this.column = required("column", column);
            this.guest = guest == null ? List.of("") : List.copyOf(guest);
        }
    }

    /**
     * What it is worth: one column, quantity times price, or the same for every row.
     *
     * @param round decimals each row is rounded to, half up; null keeps every decimal
     */
    public record Amount(
            @Nullable String column,
            @Nullable String quantity,
            @Nullable String price,
            @Nullable BigDecimal constant,
            @Nullable Integer round) {
        public Amount {
            boolean product = quantity != null && price != null;
            int ways = (column != null ? 1 : 0) + (product ? 1 : 0) + (constant != null ? 1 : 0);
            refuseUnless(
                    ways == 1 && product == (quantity != null || price != null),
                    "'amount' is either {column: …}, or {quantity: …, price: …}, or {constant: …}");
            refuseUnless(constant == null || Numbers.isPrice(constant), "'constant' is a price, such as 9.90");
            refuseUnless(round == null || (round >= 0 && round <= 4), "'round' is 0 to 4 decimals");
        }
    }

    /** ISO 4217: one for the whole file, or a column. */
    public record Currency(
            @Nullable String constant, @Nullable String column) {
        public Currency {
            refuseUnless((constant == null) != (column == null), "'currency' is {constant: …} or {column: …}");
        }
    }

    static <T> T required(String key, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return value;
    }

    static void refuseUnless(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
