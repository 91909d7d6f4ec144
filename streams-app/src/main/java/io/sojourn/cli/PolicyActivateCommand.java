package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.authoring.Flaw;
import io.sojourn.authoring.PolicyFile;
import io.sojourn.ledger.PolicyActivated;
import io.sojourn.policy.Policy;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn policy activate}: from now on this one decides. */
@Command(
        name = "activate",
        mixinStandardHelpOptions = true,
        header = "Let a policy decide from now on. 启用策略。",
        description = {
            "Let a policy decide from now on. The clock writes it below its next tick into every partition of the ledger, and"
                    + " everybody is decided about anew: who stands elsewhere by it moves, with cause POLICY. Ends when it"
                    + " stands in the ledger.",
            "从现在起启用策略：时钟将其写入账本的每个分区，所有客户随之重新判定。"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  sojourn policy check shop.yaml --strict && sojourn policy activate shop.yaml"})
final class PolicyActivateCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FILE", description = "The policy, or the name of a preset.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String file;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        PolicyFile read = PolicyFile.rehearse(file, settings.windowMillis());
        var out = spec.commandLine().getOut();
        for (Flaw doubt : read.doubts()) {
            out.println("doubtful: " + doubt.text());
        }
        Policy policy = read.policy();
        String eventId = UUID.randomUUID().toString();
        var asked = new PolicyActivated(eventId, null, PolicyFile.text(file), settings.windowDays());
        try (var activating = new Activating(settings)) {
            activating.tried(asked);
            out.println(policy.text() + " decides from " + activating.activate(policy.text(), eventId, asked) + " on");
        }
        return ExitCode.OK;
    }
}
