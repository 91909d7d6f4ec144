package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.rights.OwnRights;
import io.sojourn.rights.Right;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The broker the settings name: clients for it, and plain words when it does not answer. */
final class Cluster {

    /** How long a command waits for the broker, in ms, before it says that it cannot be reached. */
    static final int PATIENCE = 10_000;

    private Cluster() {}

    /**
     * A client whose broker has answered.
     *
     * @throws CommandFailed {@link ExitCode#UNREACHABLE} if none answers within {@link #PATIENCE}
     */
    static Admin admin(Settings settings) {
        Admin admin = null;
        try {
            admin = Admin.create(clientConfig(settings));
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE))
                    .clusterId()
                    .get(PATIENCE, TimeUnit.MILLISECONDS);
            return admin;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(settings, e);
        } catch (ExecutionException | java.util.concurrent.TimeoutException | KafkaException e) {
            if (admin != null) {
                admin.close(java.time.Duration.ZERO);
            }
            throw isSilence(e) ? unreachable(settings, e) : Troubles.understood(e);
        }
    }

    /** Writes one record, and waits until the broker has it. */
    static void send(Settings settings, String topic, byte[] key, byte[] value)
            throws InterruptedException, ExecutionException {
        try (var producer =
                new KafkaProducer<>(clientConfig(settings), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    /** The settings of every client, with the short patience of a command that people wait for. */
    static Map<String, Object> clientConfig(Settings settings) {
        var config = new HashMap<String, Object>(settings.kafka());
        config.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, "sojourn-cli");
        config.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE);
        config.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE);
        return config;
    }

    /**
     * Ends with what to do if the broker has no such topic, or does not let us do this with it.
     *
     * @throws CommandFailed {@link ExitCode#REFUSED}
     * @throws io.sojourn.rights.MissingRightsException with the rights to grant
     */
    static void requireTopic(Settings settings, Admin admin, String topic, AclOperation... needed)
            throws ExecutionException, InterruptedException {
        new OwnRights(admin, settings)
                .require(Stream.of(needed)
                        .map(operation -> Right.onTopic(operation, topic))
                        .toList());
        Set<String> names = new TreeSet<>(admin.listTopics().names().get());
        if (!names.contains(topic)) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    "There is no topic `" + topic + "` on this broker.",
                    names.isEmpty()
                            ? "It has no topics at all: `sojourn topics create` makes ours."
                            : "It has: " + String.join(", ", names) + ". `sojourn topics create` makes ours.");
        }
    }

    private static boolean isSilence(Exception e) {
        return e instanceof java.util.concurrent.TimeoutException
                || e.getCause() instanceof TimeoutException
                // A name that does not resolve is told as a configuration error.
                || (e.getCause() instanceof ConfigException config
                        && String.valueOf(config.getMessage()).contains("resolvable"));
    }

    private static CommandFailed unreachable(Settings settings, Exception cause) {
        return new CommandFailed(
                ExitCode.UNREACHABLE,
                "No broker answers at " + settings.kafka().get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG) + ".",
                "Is it up, and is kafka.bootstrap.servers (or KAFKA_BOOTSTRAP_SERVERS) right? With TLS or SASL,"
                        + " kafka.security.protocol must say so.",
                cause);
    }
}
