package io.sojourn.stream;

import io.sojourn.Settings;
import io.sojourn.rights.Component;
import io.sojourn.rights.MissingRightsException;
import io.sojourn.rights.OwnRights;
import io.sojourn.rights.Right;
import io.sojourn.schemas.Topic;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.TopicFinding.Severity;
import io.sojourn.stream.TopicRules.Actual;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics what the catalogue says: creates those missing, and finds fault with those there. */
public final class TopicKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(TopicKeeper.class);
    private static final long SEEN_WITHIN_MILLIS = 30_000;
    private static final long BETWEEN_LOOKS_MILLIS = 50;

    private final Admin admin;
    private final Settings settings;
    private final List<Topic> topics;

    /** A keeper of the topics these settings ask for; {@code admin} stays the caller's to close. */
    public TopicKeeper(Admin admin, Settings settings) {
        this.admin = admin;
        this.settings = settings;
        this.topics = settings.topics();
    }

    /**
     * Creates the topics that do not exist; those that do are left as they are, also if they are not as they should be.
     *
     * @return the names of those created
     * @throws MissingRightsException if we may not create one of them
     * @throws KafkaException if the broker does not answer
     */
    public List<String> createMissing() {
        Set<String> existing = existing();
        List<Topic> missing = topics.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        CreateTopicsResult asked =
                admin.createTopics(missing.stream().map(this::described).toList());
        List<Right> denied = new ArrayList<>();
        asked.values().forEach((name, creation) -> {
            try {
                answer("creating topic " + name, creation);
            } catch (KafkaException e) {
                if (e.getCause() instanceof TopicAuthorizationException) {
                    denied.add(Right.onTopic(AclOperation.CREATE, name));
                } else if (!(e.getCause() instanceof TopicExistsException)) { // another instance was quicker
                    throw e;
                }
            }
        });
        if (!denied.isEmpty()) {
            throw new MissingRightsException(settings, denied);
        }
        awaitLeaders(missing);
        return missing.stream().map(Topic::name).toList();
    }

    /**
     * What is wrong with the topics, missing ones included; empty if nothing is.
     *
     * @throws MissingRightsException if we may not look at one of them
     * @throws KafkaException if the broker does not answer
     */
    public List<TopicFinding> check() {
        // The broker lists only what it lets us see: a hidden topic would pass for a missing one.
        new OwnRights(admin, settings).require(Component.looking(settings));
        Set<String> existing = existing();
        List<String> names =
                topics.stream().map(Topic::name).filter(existing::contains).toList();
        Map<String, TopicDescription> descriptions =
                answer("describing the topics", admin.describeTopics(names).allTopicNames());
        Map<ConfigResource, Config> configs = answer(
                "reading the topics' settings",
                admin.describeConfigs(names.stream()
                                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                                .toList())
                        .all());
        Map<String, Actual> actual = new HashMap<>();
        configs.forEach((resource, config) -> {
            TopicDescription description = descriptions.get(resource.name());
            if (description != null) {
                actual.put(resource.name(), new Actual(description.partitions().size(), valuesOf(config)));
            }
        });
        return TopicRules.findings(topics, actual, new KafkaCommands(settings));
    }

    /**
     * Checks, logs what is only to be warned of, and refuses what must not be.
     *
     * @throws UnsoundTopicsException if results would be wrong, with the commands that mend it
     * @throws MissingRightsException if we may not look at one of them
     * @throws KafkaException if the broker does not answer
     */
    public void requireSound() {
        Map<Severity, List<TopicFinding>> findings =
                check().stream().collect(Collectors.groupingBy(TopicFinding::severity));
        findings.getOrDefault(Severity.WARN, List.of()).forEach(finding -> LOG.warn("Topic {}", finding));
        List<TopicFinding> refused = findings.getOrDefault(Severity.REFUSE, List.of());
        if (!refused.isEmpty()) {
            throw new UnsoundTopicsException(refused);
        }
    }

    /**
     * Makes the registry know every schema of the catalogue: the deploy step, for where {@code auto.register.schemas} is
     * false. Doing it again changes nothing.
     *
     * @return the schemas' ids by the record's full name
     * @throws io.sojourn.schemas.RegistryUnavailableException if the registry does not answer
     * @throws IllegalStateException if it refuses a schema, with its reason
     */
    public static Map<String, Integer> registerSchemas(WireFormat wire) {
        Map<String, Integer> ids = new TreeMap<>();
        for (Class<? extends SpecificRecord> type : Topics.types()) {
            ids.put(type.getName(), wire.register(type));
        }
        return ids;
    }

    private Set<String> existing() {
        return answer("listing the topics", admin.listTopics().names());
    }

    private NewTopic described(Topic topic) {
        Optional<Short> replicas =
                settings.replicationFactor() < 0 ? Optional.empty() : Optional.of((short) settings.replicationFactor());
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), replicas).configs(topic.settings());
    }

    /**
     * A topic is created when the controller says so, and can be written when each partition's leader knows it leads. A
     * producer that comes earlier may have its first batch refused and its second taken, and then try for ever.
     */
    private void awaitLeaders(List<Topic> created) {
        awaitSeen(created.stream().map(Topic::name).toList());
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (Topic topic : created) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        answer("waiting for the new topics", admin.listOffsets(partitions).all());
    }

    /** The broker that is asked may hear of a topic later than the controller that made it, and then denies it. */
    private void awaitSeen(List<String> created) {
        Timer patience = Time.SYSTEM.timer(SEEN_WITHIN_MILLIS);
        while (true) {
            try {
                answer(
                        "waiting for the new topics",
                        admin.describeTopics(created).allTopicNames());
                return;
            } catch (KafkaException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || patience.isExpired()) {
                    throw e;
                }
                patience.sleep(BETWEEN_LOOKS_MILLIS);
            }
        }
    }

    private static Map<String, String> valuesOf(Config config) {
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    private <T> T answer(String doing, KafkaFuture<T> asked) {
        try {
            return asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while " + doing, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaException(
                    doing + " at " + settings.kafka().get("bootstrap.servers") + " failed: " + cause.getMessage(),
                    cause);
        }
    }
}
