package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.customer.CustomerId;
import io.sojourn.events.CustomerErased;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn erase}. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        header = "Forget all that is remembered of a customer. 删除客户的全部记忆。",
        description = {
            "Send CustomerErased and wait until it stands in the ledger. From there on nothing is remembered of the customer:"
                    + " stages, warnings and tags are taken back with cause ERASURE, the record on customer-state is deleted, and"
                    + " what is told later of the time before is not taken in. What stands in the ledger and on the topics of"
                    + " decisions already is not deleted: see docs/erasure.md.",
            "发送 CustomerErased 并等待其写入账本：此后不再保留该客户的任何信息，阶段、预警与标签以 ERASURE 原因撤回，customer-state"
                    + " 中的记录被删除；账本与决策主题中已有的记录不会被删除。"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  sojourn erase --customer C-1042 --reason ticket-4711"})
final class EraseCommand implements Callable<Integer> {
    private static final Duration WITHIN = Duration.ofSeconds(30);

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--customer", required = true, paramLabel = "ID", description = "Who is to be forgotten.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String customer;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description =
                    "Why, for whoever reads the ledger: a ticket's number. Nothing personal, since it stays there.")
    private @Nullable String reason;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        CustomerId who = new CustomerId(customer);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var erased = new CustomerErased(UUID.randomUUID().toString(), customer, now, reason);
        try (var admin = Cluster.admin(settings)) {
            Cluster.requireTopic(settings, admin, Topics.PROFILES, AclOperation.WRITE);
            Cluster.requireTopic(settings, admin, Topics.LEDGER, AclOperation.READ);
        }
        try (var wire = new WireFormat(settings.registry());
                var ledger =
                        new TopicReader(settings, Topics.LEDGER, new StartingPoint(StartingPoint.Edge.LATEST, null))) {
            Cluster.send(settings, Topics.PROFILES, who.toKey(), wire.encode(Topics.PROFILES, erased));
            boolean stands = ledger.follow(
                    WITHIN,
                    record -> !Arrays.equals(who.toKey(), record.key())
                            || !(wire.decode(record.topic(), record.value()) instanceof CustomerErased other)
                            || !other.getEventId().equals(erased.getEventId()));
            if (!stands) {
                throw new CommandFailed(
                        ExitCode.UNREACHABLE,
                        "The erasure of " + customer + " was sent, but does not stand in the ledger after "
                                + WITHIN.toSeconds() + " s.",
                        "Does the application run? It takes it in when it does. `sojourn dump rejected` shows it if intake"
                                + " refused it.");
            }
        }
        spec.commandLine().getOut().println(customer + " is forgotten: nothing up to " + now + " is remembered. 已遗忘");
        return ExitCode.OK;
    }
}
