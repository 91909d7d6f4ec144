package io.sojourn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.Settings;
import io.sojourn.authoring.PolicyFile;
import io.sojourn.decisions.CustomerState;
import io.sojourn.policy.Policy;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.util.concurrent.Callable;
import org.apache.kafka.common.acl.AclOperation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn policy usage}: which tags are had, and by how many. */
@Command(
        name = "usage",
        mixinStandardHelpOptions = true,
        header = "Count who has which tag. 统计标签使用情况。",
        description = {
            "Read the topic customer-state and print for each tag of a policy how many customers have it. Tags that nobody or"
                    + " everybody has are flagged: they tell nobody apart.",
            "读取 customer-state，统计策略中每个标签的客户数，并标出从未或总是赋予的标签。"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  sojourn policy usage shop.yaml"})
final class PolicyUsageCommand implements Callable<Integer> {
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
        Policy policy = PolicyFile.load(file, settings.windowMillis()).policy();
        try (var admin = Cluster.admin(settings)) {
            Cluster.requireTopic(settings, admin, Topics.CUSTOMER_STATE, AclOperation.READ);
        }
        var usage = new TagUsage();
        try (var wire = new WireFormat(settings.registry());
                var states = new TopicReader(settings, Topics.CUSTOMER_STATE, StartingPoint.EARLIEST)) {
            states.readToTheEnd(record -> {
                if (record.value() == null) {
                    usage.remove(new String(record.key(), UTF_8));
                } else if (wire.decode(record.topic(), record.value()) instanceof CustomerState state) {
                    usage.add(state);
                }
                return true;
            });
        }
        usage.report(policy).forEach(spec.commandLine().getOut()::println);
        return ExitCode.OK;
    }
}
