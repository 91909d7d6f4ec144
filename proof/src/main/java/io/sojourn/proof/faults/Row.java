package io.sojourn.proof.faults;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A scenario's result: what came out under the fault, and of the control. */
record Row(String scenario, String does, Verdict fault, String how, Verdict control) {
    private static final int SHOWN = 160;
    private static final String HEAD =
            "| scenario | what happens | verdict | recovered after | control | its verdict |\n|---|---|---|---|---|---|";

    /** Whether both are as they must be: the one without a flaw, the other with one. */
    boolean right() {
        return fault.skipped() || (fault.passed() && control.caught());
    }

    /** The table as docs/reliability.md has it. */
    static String table(List<Row> rows) {
        return Stream.concat(Stream.of(HEAD), rows.stream().map(Row::line)).collect(Collectors.joining("\n", "", "\n"));
    }

    private String line() {
        return Stream.of(
                        scenario,
                        does,
                        fault.skipped() ? "skipped: " + fault.trouble() : said(fault),
                        fault.recoverySeconds() > 0
                                ? String.format(Locale.ROOT, "%.1f s", fault.recoverySeconds())
                                : "–",
                        how,
                        fault.skipped() ? "–" : ofControl(control))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String said(Verdict verdict) {
        if (verdict.trouble() != null) {
            return "no result: " + shortened(verdict.trouble());
        }
        return verdict.passed() ? "holds" : "BROKEN: " + String.join(", ", verdict.failed());
    }

    private static String ofControl(Verdict verdict) {
        return verdict.caught() ? "fails: " + String.join(", ", verdict.failed()) : "NOT CAUGHT: " + said(verdict);
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").replace('|', '/');
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
