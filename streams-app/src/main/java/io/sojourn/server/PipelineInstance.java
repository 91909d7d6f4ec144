package io.sojourn.server;

import io.sojourn.Settings;
import io.sojourn.decisions.CustomerState;
import io.sojourn.rights.MissingRightsException;
import io.sojourn.schemas.Topics;
import io.sojourn.stream.Figures;
import io.sojourn.stream.NotHereException;
import io.sojourn.stream.Pipeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** The running pipeline, as the server asks it. */
final class PipelineInstance implements Instance {
    private final Settings settings;
    private final Pipeline pipeline;
    private final Figures figures;

    PipelineInstance(Settings settings, Pipeline pipeline, Figures figures) {
        this.settings = settings;
        this.pipeline = pipeline;
        this.figures = figures;
    }

    @Override
    public Optional<CustomerState> customer(String customerId) {
        try {
            return pipeline.customer(customerId);
        } catch (NotHereException | InvalidStateStoreException e) {
            // The second one when the store closes between finding and reading it.
            throw new NotNowException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public @Nullable HostInfo ownerOf(String customerId) {
        if (!knowsTheOthers()) {
            return null;
        }
        var owner = pipeline.ownerOf(customerId);
        return owner == null || !hasAddress(owner) ? null : owner;
    }

    @Override
    public @Nullable HostInfo self() {
        return pipeline.self();
    }

    @Override
    public List<HostInfo> everyone() {
        return knowsTheOthers()
                ? pipeline.everyone().stream()
                        .filter(PipelineInstance::hasAddress)
                        .distinct()
                        .toList()
                : List.of();
    }

    @Override
    public Map<String, Map<String, Long>> population() {
        var state = pipeline.streams().state();
        // Before that, partitions that are restored are counted and others are not.
        if (state != KafkaStreams.State.RUNNING) {
            throw new NotNowException("Kafka Streams is " + state + ", not RUNNING");
        }
        return pipeline.population();
    }

    @Override
    public Share share() {
        long here = pipeline.streams().metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .filter(partition -> partition.topic().equals(Topics.LEDGER))
                .distinct()
                .count();
        return new Share((int) here, settings.ledgerPartitions());
    }

    @Override
    public Vitals vitals() {
        var clock = figures.clock();
        return new Vitals(
                pipeline.streams().state(),
                ConsumerLag.of(pipeline.streams().metrics()),
                figures.stillToRestore(),
                FreeDisk.below(settings.stateDir()),
                figures.registryWaiting(),
                clock.isPresent() ? Instant.ofEpochMilli(clock.getAsLong()) : null,
                figures.clockHeldBy(),
                pipeline.missingRights().map(MissingRightsException::summary).orElse(null));
    }

    /** Streams answers who holds what only in these states, and throws in all others. */
    private boolean knowsTheOthers() {
        return pipeline.streams().state().isRunningOrRebalancing();
    }

    /** Instances without http.advertised stand in Streams' lists under a name that is no address. */
    private static boolean hasAddress(HostInfo host) {
        return host.port() > 0 && !host.equals(HostInfo.unavailable());
    }
}
