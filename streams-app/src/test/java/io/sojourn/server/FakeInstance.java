package io.sojourn.server;

import io.sojourn.decisions.CustomerState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** An instance that holds what the test gives it. */
final class FakeInstance implements Instance {
    final Map<String, CustomerState> customers = new ConcurrentHashMap<>();
    final Map<String, Map<String, Long>> population = new LinkedHashMap<>();
    volatile boolean holdsPartition = true;
    volatile @Nullable HostInfo owner;
    volatile @Nullable HostInfo self;
    volatile List<HostInfo> everyone = List.of();
    volatile Share share = new Share(8, 8);
    volatile Vitals vitals = healthy();
    volatile Runnable beforeAnswering = () -> {};

    static Vitals healthy() {
        return new Vitals(
                KafkaStreams.State.RUNNING,
                0,
                0,
                1_000_000_000,
                false,
                Instant.parse("2026-01-01T00:00:00Z"),
                Set.of(),
                null);
    }

    @Override
    public Optional<CustomerState> customer(String customerId) {
        beforeAnswering.run();
        if (!holdsPartition) {
            throw new NotNowException("its partition is not on this instance");
        }
        return Optional.ofNullable(customers.get(customerId));
    }

    @Override
    public @Nullable HostInfo ownerOf(String customerId) {
        return owner;
    }

    @Override
    public @Nullable HostInfo self() {
        return self;
    }

    @Override
    public List<HostInfo> everyone() {
        return everyone;
    }

    @Override
    public Map<String, Map<String, Long>> population() {
        if (!holdsPartition) {
            throw new NotNowException("its stores are being restored");
        }
        return population;
    }

    @Override
    public Share share() {
        return share;
    }

    @Override
    public Vitals vitals() {
        return vitals;
    }
}
