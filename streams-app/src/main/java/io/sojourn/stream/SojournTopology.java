package io.sojourn.stream;

import io.sojourn.Settings;
import io.sojourn.clock.ClockFigures;
import io.sojourn.clock.ClockProcessor;
import io.sojourn.clock.LedgerPartitioner;
import io.sojourn.intake.IntakeChecks;
import io.sojourn.intake.IntakeFigures;
import io.sojourn.intake.IntakeLimits;
import io.sojourn.intake.IntakeProcessor;
import io.sojourn.intake.LetterPartitioner;
import io.sojourn.intake.PatientWire;
import io.sojourn.policy.Policies;
import io.sojourn.schemas.Topics;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The whole flow on one page.
 *
 * <pre>
 * orders visits support engagements profiles ─► check-events ─► ledger ─► decide-lifecycle ─► stage-transitions
 *                                     clock ─►      │  │           ▲                    ├───► churn-warnings
 *                                       ▲ letters ──┘  └► watermarks ─► advance-clock   ├───► tag-changes
 *                                                                          ticks        ├───► care-moments
 *                                                                                       └───► customer-state
 *
 *                    where asked for:  stage-transitions, … ─► mirror-decisions ─► stage-transitions-json, …
 * </pre>
 */
final class SojournTopology {
    private static final String CHECK_EVENTS = "check-events";
    private static final String ADVANCE_CLOCK = "advance-clock";

    private final Topology topology;
    private final Settings settings;

    SojournTopology(Topology topology, Settings settings) {
        this.topology = topology;
        this.settings = settings;
    }

    /** Everything that arrives, checked and put into one order for each customer. */
    SojournTopology intake(PatientWire wire, IntakeFigures figures, int tasks) {
        IntakeChecks checks =
                new IntakeChecks(new IntakeLimits(settings.currency(), settings.maxAhead(), settings.maxEventBytes()));
        for (String input : Topics.INPUTS) {
            read("read-" + input, input);
        }
        read("read-clock", Topics.CLOCK);
        topology.addProcessor(
                CHECK_EVENTS,
                paced(
                        () -> new IntakeProcessor(
                                checks, wire, figures, tasks, settings.tickInterval(), Topics.LARGEST_FOREIGN_RECORD),
                        record -> true),
                sourcesOfIntake());
        topology.addSink(
                IntakeProcessor.TO_LEDGER,
                Topics.LEDGER,
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                new LedgerPartitioner(),
                CHECK_EVENTS);
        topology.addSink(
                IntakeProcessor.TO_CLOCK,
                Topics.CLOCK,
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                new LetterPartitioner(),
                CHECK_EVENTS);
        write(IntakeProcessor.TO_REJECTED, Topics.REJECTED, CHECK_EVENTS);
        write(IntakeProcessor.TO_GUESTS, Topics.GUESTS, CHECK_EVENTS);
        write(IntakeProcessor.TO_WATERMARKS, Topics.WATERMARKS, CHECK_EVENTS);
        return this;
    }

    /** How far all intake has come, as ticks in every ledger partition. */
    SojournTopology clock(PatientWire wire, ClockFigures figures, Policies.Reader policies) {
        read("read-watermarks", Topics.WATERMARKS);
        topology.addProcessor(
                ADVANCE_CLOCK,
                paced(
                        () -> new ClockProcessor(wire, figures, policies, settings.tickInterval(), settings.maxAhead()),
                        watermark -> false),
                "read-watermarks");
        topology.addStateStore(ClockProcessor.sources(), ADVANCE_CLOCK);
        topology.addSink(
                ClockProcessor.TO_LEDGER,
                Topics.LEDGER,
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                new LedgerPartitioner(),
                ADVANCE_CLOCK);
        return this;
    }

    /** The ledger, decided. */
    SojournTopology lifecycle(Policies policies, PatientWire wire, Figures figures, LedgerPartitions partitions) {
        int cachedCustomers = settings.cachedCustomers();
        read("read-ledger", Topics.LEDGER);
        topology.addProcessor(
                LifecycleProcessor.NAME,
                paced(
                        () -> new LifecycleProcessor(policies.first(), wire, figures, partitions, cachedCustomers),
                        entry -> entry.key() != null),
                "read-ledger");
        topology.addStateStore(Customers.builder(policies, cachedCustomers), LifecycleProcessor.NAME);
        topology.addStateStore(Agenda.builder(), LifecycleProcessor.NAME);
        for (String topic : Topics.DECISIONS) {
            write(LifecycleProcessor.announcing(topic), topic, LifecycleProcessor.NAME);
        }
        write(LifecycleProcessor.TO_STATE, Topics.CUSTOMER_STATE, LifecycleProcessor.NAME);
        return this;
    }

    /** Decisions in JSON too, where that is asked for. Comes last: what stands above it keeps the names of its tasks. */
    SojournTopology mirror(PatientWire wire, Figures figures) {
        List<String> mirrored = settings.mirroredInJson();
        if (mirrored.isEmpty()) {
            return this;
        }
        mirrored.forEach(topic -> read("read-" + topic, topic));
        topology.addProcessor(
                JsonMirror.NAME,
                // It may have years to tell; that must not make decisions wait for their commit.
                paced(() -> new JsonMirror(wire, figures), decision -> false),
                mirrored.stream().map(topic -> "read-" + topic).toArray(String[]::new));
        mirrored.forEach(topic -> write(JsonMirror.mirroring(topic), Topics.inJson(topic), JsonMirror.NAME));
        return this;
    }

    Topology topology() {
        return topology;
    }

    private ProcessorSupplier<byte[], byte[], byte[], byte[]> paced(
            Supplier<Processor<byte[], byte[], byte[], byte[]>> processor, Predicate<Record<byte[], byte[]>> tells) {
        return () -> new Paced(processor.get(), tells, settings.commitInterval(), settings.commitIntervalBehind());
    }

    private static String[] sourcesOfIntake() {
        String[] sources = new String[Topics.INPUTS.size() + 1];
        for (int i = 0; i < Topics.INPUTS.size(); i++) {
            sources[i] = "read-" + Topics.INPUTS.get(i);
        }
        sources[Topics.INPUTS.size()] = "read-clock";
        return sources;
    }

    private void read(String source, String topic) {
        topology.addSource(source, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic);
    }

    private void write(String sink, String topic, String processor) {
        topology.addSink(sink, topic, new ByteArraySerializer(), new ByteArraySerializer(), processor);
    }
}
