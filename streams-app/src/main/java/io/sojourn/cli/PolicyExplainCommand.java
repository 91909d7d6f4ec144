package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.authoring.Explanation;
import io.sojourn.authoring.PolicyFile;
import io.sojourn.authoring.Stories;
import io.sojourn.customer.CustomerId;
import io.sojourn.policy.Policy;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
            "Say of a customer, at an instant, where they stand, and of every condition its values, whether it holds and when"
                    + " it can next change by itself. The customer is that of a story, or with --customer one of the ledger,"
                    + " decided about by this policy from the beginning. What was decided of a customer, event by event, tells"
                    + " `sojourn explain`.",
            "解释某客户（示例客户或账本中的客户）在某一时刻：每个条件的取值、是否成立、何时可能变化。完整经历见 sojourn explain。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn policy explain shop.test.yaml --at 2025-06-30",
            "  sojourn policy explain retail-five --case 'five orders make a loyal customer' --at 2025-03-01T12:00:00Z",
            "  sojourn policy explain shop.yaml --customer C-1042 --at 2025-06-30"
        })
final class PolicyExplainCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FILE", description = "Stories; with --customer, a policy. Or the name of a preset.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String file;

    @ArgGroup
    private Who who = new Who();

    private static final class Who {
        @Option(
                names = "--case",
                paramLabel = "STORY",
                description = "The story's name. Default: the first of the file.")
        private String story = "";

        @Option(names = "--customer", paramLabel = "ID", description = "A customer of the ledger.")
        private @Nullable String customer;
    }

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
        Settings settings = common.settings();
        return HistoryTroubles.told(() -> {
            spec.commandLine().getOut().println(explanation(settings));
            return ExitCode.OK;
        });
    }

    private String explanation(Settings settings) throws Exception {
        if (who.customer == null) {
            return Explanation.of(Stories.load(file, settings.windowMillis()), who.story, at);
        }
        Policy policy = PolicyFile.load(file, settings.windowMillis()).policy();
        return Explanation.of(policy, LedgerActivities.of(new CustomerId(who.customer), settings, at), at);
    }
}
