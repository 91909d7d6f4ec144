package io.sojourn.proof.faults;

import io.sojourn.proof.Table;
import java.util.List;
import java.util.Locale;

/** A scenario's result: what came out under the fault, and of the control. */
record Row(String scenario, String does, Verdict fault, String how, Verdict control) {
    private static final int SHOWN = 160;

    /** Whether both are as they must be: the one without a flaw, the other with one. */
    boolean right() {
        return fault.skipped() || (fault.passed() && control.caught());
    }

    static Table table(List<Row> rows) {
        return new Table(
                "Scenarios",
                List.of("scenario", "what happens", "verdict", "recovered after", "control", "its verdict"),
                rows.stream()
                        .map(row -> List.of(
                                row.scenario,
                                row.does,
                                row.fault.skipped() ? "skipped: " + row.fault.trouble() : said(row.fault),
                                row.fault.recoverySeconds() > 0
                                        ? String.format(Locale.ROOT, "%.1f s", row.fault.recoverySeconds())
                                        : "–",
                                row.how,
                                row.fault.skipped() ? "–" : ofControl(row.control)))
                        .toList());
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
