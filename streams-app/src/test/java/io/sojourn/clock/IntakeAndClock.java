package io.sojourn.clock;

import io.sojourn.intake.IntakeChecks;
import io.sojourn.intake.IntakeFigures;
import io.sojourn.intake.IntakeLimits;
import io.sojourn.intake.IntakeProcessor;
import io.sojourn.intake.LetterPartitioner;
import io.sojourn.intake.PatientWire;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/** The first two hops of the pipeline, alone: inputs and letters in, ledger, guests and rejected out. */
public final class IntakeAndClock {
    static final Duration MAX_AHEAD = Duration.ofMinutes(5);

    private IntakeAndClock() {}

    public static Topology topology(
            PatientWire wire, IntakeFigures figures, int tasks, Duration tickInterval, int largestRejected) {
        var bytesIn = new ByteArrayDeserializer();
        var bytesOut = new ByteArraySerializer();
        var limits = new IntakeLimits("USD", MAX_AHEAD, 1_000_000);
        var checks = new IntakeChecks(limits);
        var topology = new Topology();
        var sources = new ArrayList<String>();
        for (String topic : Topics.INPUTS) {
            topology.addSource("read-" + topic, bytesIn, bytesIn, topic);
            sources.add("read-" + topic);
        }
        topology.addSource("read-clock", bytesIn, bytesIn, Topics.CLOCK);
        sources.add("read-clock");
        return topology.addProcessor(
                        "take-in",
                        () -> new IntakeProcessor(checks, wire, figures, tasks, tickInterval, largestRejected),
                        sources.toArray(String[]::new))
                .addSink(
                        IntakeProcessor.TO_LEDGER,
                        Topics.LEDGER,
                        bytesOut,
                        bytesOut,
                        new LedgerPartitioner(),
                        "take-in")
                .addSink(IntakeProcessor.TO_REJECTED, Topics.REJECTED, bytesOut, bytesOut, "take-in")
                .addSink(IntakeProcessor.TO_GUESTS, Topics.GUESTS, bytesOut, bytesOut, "take-in")
                .addSink(IntakeProcessor.TO_CLOCK, Topics.CLOCK, bytesOut, bytesOut, new LetterPartitioner(), "take-in")
                .addSink(IntakeProcessor.TO_WATERMARKS, Topics.WATERMARKS, bytesOut, bytesOut, "take-in")
                .addSource("read-watermarks", bytesIn, bytesIn, Topics.WATERMARKS)
                .addProcessor(
                        "tell-time",
                        () -> new ClockProcessor(
                                wire,
                                imports -> {},
                                Policies.only(ReferencePolicy.overDays(365)).later(),
                                tickInterval,
                                MAX_AHEAD),
                        "read-watermarks")
                .addStateStore(ClockProcessor.sources(), "tell-time")
                .addSink(
                        ClockProcessor.TO_LEDGER,
                        Topics.LEDGER,
                        bytesOut,
                        bytesOut,
                        new LedgerPartitioner(),
                        "tell-time");
    }
}
