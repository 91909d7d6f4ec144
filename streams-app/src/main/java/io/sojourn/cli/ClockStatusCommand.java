package io.sojourn.cli;

import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn clock status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        header = "Show where the clock stands, and who holds it. 查看时钟。",
        description = {
            "Show how far each intake task has come, and which import holds the clock. The clock stands at the least of"
                    + " them; silences fall due only up to there.",
            "显示各接入任务的水位，以及哪个导入正在占住时钟。"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  sojourn clock status", "  sojourn clock status --json | jq .heldBy"})
final class ClockStatusCommand implements Callable<Integer> {

    private static final Duration SILENT = Duration.ofSeconds(30);

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--json", description = "Print {clock, heldBy, sources: [{source, kind, at, reportedAt}]}.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var settings = common.settings();
        try (var admin = Cluster.admin(settings)) {
            Cluster.requireTopic(settings, admin, Topics.WATERMARKS, AclOperation.READ);
        }
        try (var wire = new WireFormat(settings.registry())) {
            var marks = Watermarks.read(settings, wire);
            spec.commandLine().getOut().println(json ? asJson(marks) : asText(marks, Instant.now()));
        }
        return ExitCode.OK;
    }

    private static String asText(Watermarks marks, Instant now) {
        var table = new TextTable("SOURCE", "KIND", "AT", "REPORTED");
        marks.all()
                .forEach(r -> table.row(
                        r.source(),
                        kind(r),
                        r.at() == null ? "-" : r.at().toString(),
                        ago(Duration.between(r.reportedAt(), now))));
        return table + System.lineSeparator() + System.lineSeparator() + verdict(marks, now);
    }

    private static String verdict(Watermarks marks, Instant now) {
        var missing = marks.tasksExpected() - marks.tasks().size();
        if (marks.tasksExpected() == 0) {
            return "No intake task has reported yet: is `sojourn run` running?";
        } else if (missing > 0) {
            return "The clock stands still: %d of %d intake tasks have not reported yet."
                    .formatted(missing, marks.tasksExpected());
        }
        var stands = marks.clock()
                        .map(at -> "The clock stands at %s, %s.".formatted(at, ago(Duration.between(at, now))))
                        .orElse("")
                + (silentFor(marks, now).compareTo(SILENT) > 0
                        ? " No intake task has reported for a while: is `sojourn run` running?"
                        : "");
        return marks.holds().isEmpty()
                ? stands
                : stands + " It is held by "
                        + marks.holds().stream().map(Watermarks.Report::source).collect(Collectors.joining(", "))
                        + ". An import releases it at its end: run the same import again to finish it, or give it up"
                        + " with `sojourn clock release SOURCE`.";
    }

    /** Since the latest report of any task. */
    private static Duration silentFor(Watermarks marks, Instant now) {
        return marks.tasks().stream()
                .map(task -> Duration.between(task.reportedAt(), now))
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static String asJson(Watermarks marks) {
        var page =
                Json.object().put("clock", marks.clock().map(Instant::toString).orElse(null));
        var heldBy = page.putArray("heldBy");
        marks.holds().forEach(hold -> heldBy.add(hold.source()));
        var sources = page.putArray("sources");
        marks.all()
                .forEach(r -> sources.addObject()
                        .put("source", r.source())
                        .put("kind", kind(r))
                        .put("at", r.at() == null ? null : r.at().toString())
                        .put("reportedAt", r.reportedAt().toString()));
        return Json.page(page);
    }

    private static String kind(Watermarks.Report report) {
        return report.isImport() ? report.holds() ? "hold" : "released" : "task of " + report.of();
    }

    private static String ago(Duration since) {
        var plain = since.isNegative() ? Duration.ZERO : since;
        if (plain.toSeconds() < 120) {
            return plain.toSeconds() + " s ago";
        }
        return plain.toHours() < 2
                ? plain.toMinutes() + " min ago"
                : plain.toDays() < 2 ? plain.toHours() + " h ago" : plain.toDays() + " d ago";
    }
}
