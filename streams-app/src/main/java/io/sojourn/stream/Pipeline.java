package io.sojourn.stream;

import io.sojourn.Settings;
import io.sojourn.clock.LedgerPartitioner;
import io.sojourn.customer.CustomerId;
import io.sojourn.decisions.CustomerState;
import io.sojourn.intake.PatientWire;
import io.sojourn.policy.Policies;
import io.sojourn.rights.Component;
import io.sojourn.rights.MissingRightsException;
import io.sojourn.rights.OwnRights;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running instance of Sojourn: the topology on a cluster, and answers about the partitions it holds. Starting it checks
 * the topics first; closing it leaves the group, so that others take over at once.
 */
public final class Pipeline implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);
    private static final int ASK_WITHIN_SECONDS = 30;

    private final KafkaStreams streams;
    private final WireFormat wire;
    private final PatientWire patient;
    private final LedgerPartitions partitions;
    private final LastWords lastWords;
    private final int ledgerPartitions;
    private final @Nullable HostInfo self;

    private Pipeline(
            KafkaStreams streams,
            WireFormat wire,
            PatientWire patient,
            LedgerPartitions partitions,
            LastWords lastWords,
            int ledgerPartitions,
            @Nullable HostInfo self) {
        this.streams = streams;
        this.wire = wire;
        this.patient = patient;
        this.partitions = partitions;
        this.lastWords = lastWords;
        this.ledgerPartitions = ledgerPartitions;
        this.self = self;
    }

    /**
     * Starts: creates missing topics, checks all, and runs.
     *
     * @throws UnsoundTopicsException if a topic is not as the catalogue has it, with the commands that mend it
     * @throws MissingRightsException if the broker does not let us do all that is needed, with the commands that grant it
     * @throws KafkaException if the cluster cannot be reached
     */
    public static Pipeline start(Settings settings, Figures figures, Policies policies) {
        int intakeTasks = prepareTopics(settings);
        WireFormat wire = new WireFormat(settings.registry());
        PatientWire patient = new PatientWire(wire, figures::registryWaiting);
        LedgerPartitions partitions = new LedgerPartitions();
        Properties properties = StreamsSettings.from(settings);
        Topology topology = new SojournTopology(
                        new Topology(new TopologyConfig(new StreamsConfig(properties))), settings)
                .intake(patient, figures, intakeTasks)
                .clock(patient, figures, policies.later())
                .lifecycle(policies, patient, figures, partitions)
                .mirror(patient, figures)
                .topology();
        KafkaStreams streams = new KafkaStreams(topology, properties);
        streams.setGlobalStateRestoreListener(new RestoreProgress(figures));
        streams.setStateListener((now, before) -> LOG.info("Pipeline is {}, was {}", now, before));
        LastWords lastWords = new LastWords(settings);
        streams.setUncaughtExceptionHandler(lastWords);
        streams.start();
        return new Pipeline(
                streams,
                wire,
                patient,
                partitions,
                lastWords,
                settings.ledgerPartitions(),
                settings.httpAdvertised() == null ? null : HostInfo.buildFromEndpoint(settings.httpAdvertised()));
    }

    /** Makes the topics right and says how many intake tasks there are: one for each partition of the clock. */
    private static int prepareTopics(Settings settings) {
        try (Admin admin = Admin.create(Map.copyOf(settings.kafka()))) {
            new OwnRights(admin, settings).require(Component.APPLICATION);
            TopicKeeper keeper = new TopicKeeper(admin, settings);
            keeper.createMissing();
            keeper.requireSound();
            Map<String, TopicDescription> described = admin.describeTopics(List.of(Topics.CLOCK))
                    .allTopicNames()
                    .get(ASK_WITHIN_SECONDS, TimeUnit.SECONDS);
            return Objects.requireNonNull(described.get(Topics.CLOCK))
                    .partitions()
                    .size();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for the topics", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException(
                    "cannot read the topics of " + settings.kafka().get("bootstrap.servers"), e);
        }
    }

    public KafkaStreams streams() {
        return streams;
    }

    /** The rights it stopped for, once it has; empty while it runs, and if it stopped for anything else. */
    public Optional<MissingRightsException> missingRights() {
        return lastWords.missingRights();
    }

    /**
     * What is known of a customer, as of the latest commit.
     *
     * @throws NotHereException if this instance does not hold the customer's partition, or is restoring it
     */
    public Optional<CustomerState> customer(String customerId) {
        CustomerId customer = new CustomerId(customerId);
        int partition = LedgerPartitioner.partitionOf(customer.toKey(), ledgerPartitions);
        Customers customers = partitions.customers(partition).orElseThrow(() -> new NotHereException(customerId));
        return customers
                .lookUp(customer)
                .filter(known -> !known.standing().isUnknown())
                .map(known ->
                        customers.revisions().get(known.revision()).codec().state(known.standing()));
    }

    /** Whose address to ask about a customer; null while the partitions are being handed out, or without addresses. */
    public @Nullable HostInfo ownerOf(String customerId) {
        KeyQueryMetadata owner = streams.queryMetadataForKey(Customers.STORE, customerId, new StringSerializer());
        return owner == null || owner.equals(KeyQueryMetadata.NOT_AVAILABLE) ? null : owner.activeHost();
    }

    /** The address the others reach this instance by; null if none was set. */
    public @Nullable HostInfo self() {
        return self;
    }

    /** The addresses of all instances that hold customers. */
    public List<HostInfo> everyone() {
        return streams.streamsMetadataForStore(Customers.STORE).stream()
                .map(StreamsMetadata::hostInfo)
                .toList();
    }

    /** Ladder, stage, customers, over this instance's partitions. */
    public Map<String, Map<String, Long>> population() {
        return partitions.population();
    }

    /** Stops cleanly: commits, leaves the group, lets go of everything. */
    @Override
    public void close() {
        patient.stop();
        boolean closed =
                streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(CLOSE_WITHIN));
        if (!closed) {
            LOG.warn("The pipeline did not stop within {}; the group will notice by itself", CLOSE_WITHIN);
        }
        wire.close();
    }
}
