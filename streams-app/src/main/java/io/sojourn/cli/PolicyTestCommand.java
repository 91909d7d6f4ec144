package io.sojourn.cli;

import io.sojourn.authoring.Stories;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn policy test}: does it decide as its stories tell? */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        header = "Hold a policy to its stories. 用示例测试策略。",
        description = {
            "Hold a policy to its stories: given these events, exactly these decisions at these instants. Needs no Kafka and"
                    + " takes milliseconds. Ends with 1 if a story goes another way.",
            "用示例（给定事件、期望变化）测试策略，无需 Kafka。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn policy test shop.test.yaml        stories about shop.yaml beside it",
            "  sojourn policy test retail-five           those of a preset"
        })
final class PolicyTestCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Stories, or the name of a preset; several may be given.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private List<String> files;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        long window = common.settings().windowMillis();
        PrintWriter out = spec.commandLine().getOut();
        int stories = 0;
        int failed = 0;
        for (String file : files) {
            for (Stories.Outcome outcome : Stories.load(file, window).run()) {
                stories++;
                if (!outcome.isAsTold()) {
                    failed++;
                    out.printf(
                            "%s, line %d: %s%n%s%n",
                            outcome.file(), outcome.line(), outcome.story(), outcome.difference());
                }
            }
        }
        out.printf("%d stories, %d as told%n", stories, stories - failed);
        return failed == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
}
