package io.sojourn.cli;

import io.sojourn.tables.Comparison;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;

/** What a {@link Comparison} shows in columns, on paper and on a page alike. */
final class WhatIfSheets {
    private WhatIfSheets() {}

    /**
     * One table.
     *
     * @param name of its place on the page
     * @param texts so many columns at the left are text, the others numbers
     */
    record Sheet(String name, String title, int texts, List<String> columns, List<List<String>> rows) {}

    static List<Sheet> of(Comparison found) {
        return List.of(
                stages(found),
                moves(found),
                changes(found),
                warnings(found),
                months(found),
                touched(found),
                touchedByStage(found));
    }

    private static Sheet stages(Comparison found) {
        return new Sheet(
                "stages",
                "Who stands where now 当前阶段",
                3,
                List.of("ladder", "stage", "", "live", "candidate", "more", "spend", "candidate"),
                found.stages().stream()
                        .map(each -> List.of(
                                each.ladder(),
                                each.stage(),
                                each.title(),
                                whole(each.live()),
                                whole(each.candidate()),
                                format("%+,d", each.candidate() - each.live()),
                                format("%,.2f", each.liveSpend()),
                                format("%,.2f", each.candidateSpend())))
                        .toList());
    }

    private static Sheet moves(Comparison found) {
        return new Sheet(
                "moves",
                "Who would stand elsewhere 阶段不同的客户",
                3,
                List.of("ladder", "live", "candidate", "customers", "spend"),
                found.moves().stream()
                        .map(each -> List.of(
                                each.ladder(),
                                each.live(),
                                each.candidate(),
                                whole(each.customers()),
                                format("%,.2f", each.spend())))
                        .toList());
    }

    private static Sheet changes(Comparison found) {
        return new Sheet(
                "changes",
                "What is decided otherwise 判定差异; of days, a tenth, half and nine tenths come earlier than this",
                2,
                List.of("of", "decision", "same", "added", "removed", "earlier", "later", "days"),
                found.changes().stream()
                        .map(each -> List.of(
                                each.subject(),
                                each.what(),
                                whole(each.same()),
                                whole(each.added()),
                                whole(each.removed()),
                                whole(each.earlier()),
                                whole(each.later()),
                                each.earlier() + each.later() == 0
                                        ? ""
                                        : format("%+.1f / %+.1f / %+.1f", each.p10(), each.p50(), each.p90())))
                        .toList());
    }

    private static Sheet warnings(Comparison found) {
        return new Sheet(
                "warnings",
                "Warnings raised 预警",
                1,
                List.of("warning", "live", "candidate", "a day", "candidate", "most a day", "candidate"),
                found.warnings().stream()
                        .map(each -> List.of(
                                each.warning(),
                                whole(each.live()),
                                whole(each.candidate()),
                                format("%,.2f", each.livePerDay()),
                                format("%,.2f", each.candidatePerDay()),
                                whole(each.liveMost()),
                                whole(each.candidateMost())))
                        .toList());
    }

    private static Sheet months(Comparison found) {
        return new Sheet(
                "months",
                "Warnings raised by month 每月预警",
                1,
                List.of("month", "live", "candidate"),
                found.months().stream()
                        .map(each -> List.of(
                                YearMonth.from(each.month()).toString(), whole(each.live()), whole(each.candidate())))
                        .toList());
    }

    private static Sheet touched(Comparison found) {
        return new Sheet(
                "touched",
                "Whom it touches 受影响客户",
                1,
                List.of("segment", "customers", "touched", "spend", "of touched"),
                found.touched().stream()
                        .map(each -> List.of(
                                each.segment(),
                                whole(each.customers()),
                                whole(each.touched()),
                                format("%,.2f", each.spend()),
                                format("%,.2f", each.touchedSpend())))
                        .toList());
    }

    private static Sheet touchedByStage(Comparison found) {
        return new Sheet(
                "touched-by-stage",
                "Whom it touches, by their stage now 受影响客户的当前阶段",
                2,
                List.of("ladder", "live", "customers", "touched", "spend", "of touched"),
                found.touchedByStage().stream()
                        .map(each -> List.of(
                                each.ladder(),
                                each.stage(),
                                whole(each.customers()),
                                whole(each.touched()),
                                format("%,.2f", each.spend()),
                                format("%,.2f", each.touchedSpend())))
                        .toList());
    }

    private static String whole(long value) {
        return format("%,d", value);
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
