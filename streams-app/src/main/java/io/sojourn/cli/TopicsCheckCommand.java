package io.sojourn.cli;

import io.sojourn.stream.TopicFinding;
import io.sojourn.stream.TopicKeeper;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn topics check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        header = "Check the topics, and say what mends them. 检查主题。",
        description = {
            "Compare the topics on the broker with what they must be, and print for each difference the command that"
                    + " mends it. REFUSE means that `run` will not start: a ledger that is compacted or loses old"
                    + " records, say. Exit code 3 if there is one. Changes nothing.",
            "对照主题目录检查 Kafka 上的主题，并给出修正命令。"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  sojourn topics check", "  sojourn topics check --json | jq -r '.[].mend'"})
final class TopicsCheckCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--json", description = "Print a JSON array of {severity, topic, problem, mend}.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = common.settings();
        List<TopicFinding> findings;
        try (var admin = Cluster.admin(settings)) {
            findings = new TopicKeeper(admin, settings).check();
        }
        spec.commandLine().getOut().println(json ? asJson(findings) : asText(findings));
        boolean refused = findings.stream().anyMatch(f -> f.severity() == TopicFinding.Severity.REFUSE);
        return refused ? ExitCode.REFUSED : ExitCode.OK;
    }

    private static String asText(List<TopicFinding> findings) {
        if (findings.isEmpty()) {
            return "All topics are as they must be.";
        }
        return String.join(
                System.lineSeparator(),
                findings.stream()
                        .map(f ->
                                "%-6s  %s: %s%n        → %s".formatted(f.severity(), f.topic(), f.problem(), f.mend()))
                        .toList());
    }

    private static String asJson(List<TopicFinding> findings) {
        var array = Json.NODES.arrayNode();
        findings.forEach(f -> array.addObject()
                .put("severity", f.severity().name())
                .put("topic", f.topic())
                .put("problem", f.problem())
                .put("mend", f.mend()));
        return Json.page(array);
    }
}
