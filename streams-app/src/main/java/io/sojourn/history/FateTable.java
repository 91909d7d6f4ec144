package io.sojourn.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** A tally for people and for programs; both show that it adds up. */
public final class FateTable {
    private final Tally tally;

    public FateTable(Tally tally) {
        this.tally = tally;
    }

    /** A table of rows and orders by fate, with the sums. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(line("", "rows", "orders"));
        lines.add(line("read", tally.rowsRead(), tally.ordersRead()));
        for (Fate.Sort sort : Fate.Sort.values()) {
            if (tally.rows(sort) + tally.orders(sort) > 0) {
                lines.add(line(title(sort), tally.rows(sort), tally.orders(sort)));
                for (Fate fate : fates(sort)) {
                    lines.add(line(
                            "  " + fate.label(),
                            tally.rows().getOrDefault(fate, 0L),
                            tally.orders().getOrDefault(fate, 0L)));
                }
            }
        }
        lines.add(tally.addsUp() ? "every row and every order is accounted for" : "THE COUNTS DO NOT ADD UP: a bug");
        return String.join("", lines);
    }

    /** The same as fields of {@code into}: rows, orders, addsUp, and by fate and label {rows, orders}. */
    public void json(ObjectNode into) {
        into.put("rows", tally.rowsRead()).put("orders", tally.ordersRead()).put("addsUp", tally.addsUp());
        ObjectNode byFate = into.putObject("fates");
        for (Fate.Sort sort : Fate.Sort.values()) {
            ObjectNode ofSort = byFate.putObject(sort.name().toLowerCase(Locale.ROOT));
            for (Fate fate : fates(sort)) {
                ofSort.putObject(fate.label())
                        .put("rows", tally.rows().getOrDefault(fate, 0L))
                        .put("orders", tally.orders().getOrDefault(fate, 0L));
            }
        }
    }

    private List<Fate> fates(Fate.Sort sort) {
        TreeSet<Fate> fates = new TreeSet<>(tally.rows().keySet());
        fates.addAll(tally.orders().keySet());
        return fates.stream().filter(fate -> fate.sort() == sort).toList();
    }

    private static String title(Fate.Sort sort) {
        return switch (sort) {
            case IMPORTED -> "to the ledger 写入账本";
            case GUEST -> "of guests, to topic guests 访客";
            case SKIPPED -> "skipped by the mapping 按规则跳过";
            case DROPPED -> "dropped by the mapping for their total 按金额丢弃";
            case REPEATED -> "said before 重复";
            case LATER -> "after --until 截止之后";
            case REFUSED -> "refused, to topic rejected 拒收";
        };
    }

    private static String line(String what, long rows, long orders) {
        return line(what, String.format(Locale.ROOT, "%,d", rows), String.format(Locale.ROOT, "%,d", orders));
    }

    private static String line(String what, String rows, String orders) {
        return String.format(Locale.ROOT, "%s %12s %12s%n", padded(what), rows, orders);
    }

    /** Chinese characters are two columns wide on a terminal: their line gets so many blanks less. */
    private static String padded(String text) {
        int wide = (int) text.codePoints().filter(c -> c >= 0x2E80).count();
        int missing = 50 - wide - text.length();
        return missing > 0 ? text + " ".repeat(missing) : text;
    }
}
