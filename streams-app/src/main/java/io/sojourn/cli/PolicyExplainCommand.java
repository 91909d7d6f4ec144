package io.sojourn.cli;

import io.sojourn.authoring.Explanation;
import io.sojourn.authoring.Stories;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn policy explain}: every condition, of one customer at one instant. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        header = "Say of one customer what holds, why and until when. 解释某客户在某时刻的判定。",
        description = {
            "Say of the customer of a story, at an instant, where they stand, and of every condition its values, whether it"
                    + " holds and when it can next change by itself.",
            "解释示例客户在某一时刻：每个条件的取值、是否成立、何时可能变化。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn policy explain shop.test.yaml --at 2025-06-30",
            "  sojourn policy explain retail-five --case 'five orders make a loyal customer' --at 2025-03-01T12:00:00Z"
        })
final class PolicyExplainCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FILE", description = "Stories, or the name of a preset.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String file;

    @Option(names = "--case", paramLabel = "STORY", description = "The story's name. Default: the first of the file.")
    private String story = "";

    @Option(
            names = "--at",
            required = true,
            paramLabel = "T",
            converter = UntilConverter.class,
            description = "An instant (2025-06-30T12:00:00Z) or a day, meaning its last millisecond in UTC.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Instant at;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        long window = common.settings().windowMillis();
        return HistoryTroubles.told(() -> {
            spec.commandLine().getOut().println(Explanation.of(Stories.load(file, window), story, at));
            return ExitCode.OK;
        });
    }
}
