package io.sojourn.proof.simulation;

import io.sojourn.Settings;
import io.sojourn.clock.ClockProcessor;
import io.sojourn.intake.IntakeChecks;
import io.sojourn.intake.IntakeFigures;
import io.sojourn.intake.IntakeLimits;
import io.sojourn.intake.IntakeProcessor;
import io.sojourn.intake.PatientWire;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.SimulatedLifecycle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.internals.metrics.StreamsMetricsImpl;
import org.apache.kafka.streams.state.internals.ThreadCache;

/** All tasks of the topology, two of intake, one of the clock, two of the lifecycle; kept from one schedule to the next. */
final class Places implements AutoCloseable {
    /** Of the inputs, the clock's topic and the ledger. */
    static final int PARTITIONS = 2;

    /**
     * How long the silences are, by each version of the policy, of which the first is there from the start. An order is
     * answered by dormancy and churn within milliseconds, so that a schedule of some hundred steps sees both.
     */
    static final List<Silences> VERSIONS = List.of(new Silences(40, 80), new Silences(20, 100), new Silences(60, 70));

    static final long WINDOW = 200;

    /** In ms. */
    record Silences(long dormantAfter, long churnedAfter) {}

    static final Duration MAX_AHEAD = Duration.ofMillis(5);

    /** Fewer than there are customers, so that some are forgotten after each commit, and some deadlines are far. */
    private static final int CACHED = 2;

    private static final Duration TICK_INTERVAL = Duration.ofMillis(2);

    private final WireFormat wire = new WireFormat(Map.of("schema.registry.url", "mock://simulation"));
    private final PatientWire patient = new PatientWire(wire, waits -> {});
    private final Policies policies = new Policies(policy(1), new Numbered());
    private final List<Place> all = new ArrayList<>();

    /** @param folder for the files of the stores */
    static Places in(Path folder) {
        Places places = new Places();
        places.open(folder);
        return places;
    }

    private void open(Path folder) {
        StreamsConfig config = SimulatedLifecycle.config(
                Settings.defaults().with("state.dir", folder.toString()).with("rocksdb.memory", "8MiB"));
        StreamsMetricsImpl metrics = new StreamsMetricsImpl(new Metrics(), "simulation", Time.SYSTEM);
        ThreadCache none = new ThreadCache(new LogContext(), 0, metrics);
        SimulatedLifecycle lifecycle = new SimulatedLifecycle(policies, patient, CACHED);
        for (int i = 0; i < PARTITIONS; i++) {
            all.add(new Place(intake(i), context(0, i, config, metrics, none, folder)));
            all.add(new Place(lifecycle(lifecycle, i), context(2, i, config, metrics, none, folder)));
        }
        all.add(new Place(clock(), context(1, 0, config, metrics, none, folder)));
    }

    private static TaskContext context(
            int subtopology,
            int partition,
            StreamsConfig config,
            StreamsMetricsImpl metrics,
            ThreadCache cache,
            Path folder) {
        TaskId id = new TaskId(subtopology, partition);
        return new TaskContext(id, config, metrics, cache, folder.resolve(id.toString()));
    }

    private Place.Plan intake(int task) {
        IntakeChecks checks = new IntakeChecks(new IntakeLimits("USD", MAX_AHEAD, 10_000));
        return new Place.Plan(
                "intake-" + task,
                List.of(
                        new TopicPartition(Topics.ORDERS, task),
                        new TopicPartition(Topics.VISITS, task),
                        new TopicPartition(Topics.PROFILES, task),
                        new TopicPartition(Topics.CLOCK, task)),
                () -> new IntakeProcessor(checks, patient, new Uncounted(), PARTITIONS, TICK_INTERVAL, 100_000),
                List.of(),
                List.of(),
                Map.of(
                        IntakeProcessor.TO_LEDGER, Topics.LEDGER,
                        IntakeProcessor.TO_REJECTED, Topics.REJECTED,
                        IntakeProcessor.TO_GUESTS, Topics.GUESTS,
                        IntakeProcessor.TO_CLOCK, Topics.CLOCK,
                        IntakeProcessor.TO_WATERMARKS, Topics.WATERMARKS));
    }

    private Place.Plan clock() {
        return new Place.Plan(
                "clock",
                List.of(new TopicPartition(Topics.WATERMARKS, 0)),
                () -> new ClockProcessor(patient, imports -> {}, policies.later(), TICK_INTERVAL, MAX_AHEAD),
                List.of(ClockProcessor.sources().build()),
                List.of(),
                Map.of(ClockProcessor.TO_LEDGER, Topics.LEDGER));
    }

    private static Place.Plan lifecycle(SimulatedLifecycle lifecycle, int partition) {
        List<StateStore> stores = lifecycle.stores();
        return new Place.Plan(
                "lifecycle-" + partition,
                List.of(new TopicPartition(Topics.LEDGER, partition)),
                lifecycle::processor,
                stores.subList(0, 1),
                stores.subList(1, 2),
                SimulatedLifecycle.CHILDREN);
    }

    WireFormat wire() {
        return wire;
    }

    Policies policies() {
        return policies;
    }

    /** Policies are known by their number here, and so are those that differ in numbers alone. */
    private static final class Numbered implements Policies.Reader {
        @Override
        public Policy read(String version, long windowMillis) {
            return policy(Integer.parseInt(version));
        }

        @Override
        public Policy renumber(Policy policy, String version) {
            return policy(Integer.parseInt(version));
        }
    }

    private static Policy policy(int version) {
        Silences silences = VERSIONS.get(version - 1);
        Policy reference = ReferencePolicy.after(
                Duration.ofMillis(silences.dormantAfter),
                Duration.ofMillis(silences.churnedAfter),
                Duration.ofMillis(WINDOW));
        return new Policy(reference.id(), version, reference.ladders(), reference.warnings(), WINDOW);
    }

    List<Place> all() {
        return all;
    }

    /** The store of the customers of this ledger partition. */
    StateStore customers(int partition) {
        return all.stream()
                .filter(each -> each.name().equals("lifecycle-" + partition))
                .findFirst()
                .orElseThrow()
                .onlyLogged();
    }

    @Override
    public void close() {
        all.forEach(Place::close);
        wire.close();
    }

    private static final class Uncounted implements IntakeFigures {
        @Override
        public void accepted(String topic) {}

        @Override
        public void guest(String topic) {}

        @Override
        public void rejected(String reason) {}

        @Override
        public void letterBack(int task, long at) {}

        @Override
        public void intakeTaskLeft(int task) {}

        @Override
        public void registryWaiting(boolean waits) {}
    }
}
