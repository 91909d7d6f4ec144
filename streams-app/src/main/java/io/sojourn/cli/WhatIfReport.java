package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.sojourn.tables.Comparison;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link Comparison} in words and as JSON. */
final class WhatIfReport {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(LocalDate.class, ToStringSerializer.instance));

    private WhatIfReport() {}

    static JsonNode json(Comparison found) {
        return MAPPER.valueToTree(found);
    }

    static String text(Comparison found) {
        List<String> lines = new ArrayList<>();
        lines.add("live       " + found.live());
        lines.add("candidate  " + found.candidate());
        lines.add(format(
                "over       %,d entries, %,d customers, up to %s",
                found.entries(), found.customers(), found.reached()));
        if (found.isEmpty()) {
            lines.add("the same   every decision 完全一致");
            return String.join(System.lineSeparator(), lines);
        }
        stages(found, lines);
        moves(found, lines);
        changes(found, lines);
        warnings(found, lines);
        touched(found, lines);
        return String.join(System.lineSeparator(), lines);
    }

    private static void stages(Comparison found, List<String> lines) {
        heading(
                lines,
                "Who stands where now 当前阶段",
                "%-34s %10s %10s %10s %16s %16s",
                "",
                "live",
                "candidate",
                "",
                "spend",
                "candidate");
        found.stages()
                .forEach(each -> lines.add(format(
                        "  %-34s %,10d %,10d %+,10d %,16.2f %,16.2f",
                        each.ladder() + " " + each.stage(),
                        each.live(),
                        each.candidate(),
                        each.candidate() - each.live(),
                        each.liveSpend(),
                        each.candidateSpend())));
    }

    private static void moves(Comparison found, List<String> lines) {
        heading(lines, "Who would stand elsewhere 阶段不同的客户", "%-46s %10s %16s", "", "customers", "spend");
        found.moves()
                .forEach(each -> lines.add(format(
                        "  %-46s %,10d %,16.2f",
                        each.ladder() + " " + each.live() + " ⇒ " + each.candidate(), each.customers(), each.spend())));
    }

    private static void changes(Comparison found, List<String> lines) {
        heading(
                lines,
                "What is decided otherwise 判定差异; days of those earlier or later: a tenth, half and nine tenths are below",
                "%-46s %9s %8s %8s %8s %8s   %s",
                "",
                "same",
                "added",
                "removed",
                "earlier",
                "later",
                "days");
        found.changes()
                .forEach(each -> lines.add(format(
                        "  %-46s %,9d %,8d %,8d %,8d %,8d   %s",
                        each.subject() + " " + each.what(),
                        each.same(),
                        each.added(),
                        each.removed(),
                        each.earlier(),
                        each.later(),
                        each.earlier() + each.later() == 0
                                ? ""
                                : format("%+.1f  %+.1f  %+.1f", each.p10(), each.p50(), each.p90()))));
    }

    private static void warnings(Comparison found, List<String> lines) {
        heading(
                lines,
                "Warnings raised 预警",
                "%-30s %9s %9s %11s %11s %10s %10s",
                "",
                "live",
                "candidate",
                "a day",
                "candidate",
                "most a day",
                "candidate");
        found.warnings()
                .forEach(each -> lines.add(format(
                        "  %-30s %,9d %,9d %,11.2f %,11.2f %,10d %,10d",
                        each.warning(),
                        each.live(),
                        each.candidate(),
                        each.livePerDay(),
                        each.candidatePerDay(),
                        each.liveMost(),
                        each.candidateMost())));
    }

    private static void touched(Comparison found, List<String> lines) {
        heading(
                lines,
                "Whom it touches 受影响客户",
                "%-30s %10s %10s %16s %16s",
                "",
                "customers",
                "touched",
                "spend",
                "of touched");
        found.touched()
                .forEach(each -> lines.add(format(
                        "  %-30s %,10d %,10d %,16.2f %,16.2f",
                        each.segment(), each.customers(), each.touched(), each.spend(), each.touchedSpend())));
    }

    private static void heading(List<String> lines, String title, String columns, Object... names) {
        lines.add("");
        lines.add(title);
        lines.add("  " + format(columns, names));
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
