package io.sojourn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.Settings;
import io.sojourn.authoring.Flaw;
import io.sojourn.authoring.PolicyChoice;
import io.sojourn.authoring.PolicyFile;
import io.sojourn.authoring.PolicyRefusedException;
import io.sojourn.ledger.PolicyActivated;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.value.Rfm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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
    private static final String KEY = "policy:";
    private static final Duration WITHIN = Duration.ofSeconds(30);

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
        try (var admin = Cluster.admin(settings)) {
            Cluster.requireTopic(settings, admin, Topics.WATERMARKS, AclOperation.READ, AclOperation.WRITE);
            Cluster.requireTopic(settings, admin, Topics.LEDGER, AclOperation.READ);
        }
        var asked =
                new PolicyActivated(UUID.randomUUID().toString(), null, PolicyFile.text(file), settings.windowDays());
        try (var wire = new WireFormat(settings.registry());
                var ledger =
                        new TopicReader(settings, Topics.LEDGER, new StartingPoint(StartingPoint.Edge.LATEST, null))) {
            requireNewIds(policy, inForce(settings, wire));
            ask(settings, wire, asked);
            if (!ledger.follow(WITHIN, record -> !isThere(record, wire, asked, policy))) {
                throw new CommandFailed(
                        ExitCode.UNREACHABLE,
                        policy.text() + " was asked for, but does not stand in the ledger after " + WITHIN.toSeconds()
                                + " s.",
                        "Does the application run? The clock writes it when it does; `sojourn clock status` says where"
                                + " the clock stands. Asking again would activate it twice, which changes nothing the second time.");
            }
        }
        return ExitCode.OK;
    }

    private static void requireNewIds(Policy policy, List<Policy> before) {
        List<String> returning = Policies.returning(before, policy);
        if (!returning.isEmpty()) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    policy.text() + " gives ids that ended with an earlier policy, or named another kind of thing: "
                            + String.join(", ", returning) + ".",
                    "Decisions would be told again under ids already used. Give these ladders or marks new ids.");
        }
    }

    /** Those in force so far, one after the other, as the application has it: without those it did not let become active. */
    private static List<Policy> inForce(Settings settings, WireFormat wire) {
        Policies policies = PolicyChoice.of(settings);
        List<Policy> all = new ArrayList<>(List.of(policies.first()));
        try (var watermarks = new TopicReader(settings, Topics.WATERMARKS, StartingPoint.EARLIEST)) {
            watermarks.readToTheEnd(record -> {
                if (record.key() != null
                        && new String(record.key(), UTF_8).startsWith(KEY)
                        && wire.decode(record.topic(), record.value()) instanceof PolicyActivated asked) {
                    add(asked, policies, all);
                }
                return true;
            });
        }
        return all;
    }

    private static void add(PolicyActivated asked, Policies policies, List<Policy> all) {
        try {
            Policy policy = policies.later().read(asked.getPolicy(), asked.getRfmWindowDays() * Rfm.DAY);
            if (Policies.returning(all, policy).isEmpty()) {
                all.add(policy);
            }
        } catch (PolicyRefusedException unreadable) {
            // The clock did not let it into the ledger either.
        }
    }

    private boolean isThere(
            ConsumerRecord<byte[], byte[]> record, WireFormat wire, PolicyActivated asked, Policy policy) {
        if (record.key() != null
                || !(wire.decode(record.topic(), record.value()) instanceof PolicyActivated there)
                || !there.getEventId().equals(asked.getEventId())) {
            return false;
        }
        spec.commandLine().getOut().println(policy.text() + " decides from " + there.getAt() + " on");
        return true;
    }

    private static void ask(Settings settings, WireFormat wire, PolicyActivated asked) throws Exception {
        try (var producer = new KafkaProducer<>(
                Cluster.clientConfig(settings), new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] bytes = wire.encode(Topics.WATERMARKS, asked);
            producer.send(new ProducerRecord<>(Topics.WATERMARKS, (KEY + asked.getEventId()).getBytes(UTF_8), bytes))
                    .get();
        }
    }
}
