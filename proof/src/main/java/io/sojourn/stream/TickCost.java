package io.sojourn.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sojourn.Settings;
import io.sojourn.events.OrderCompleted;
import io.sojourn.intake.PatientWire;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/**
 * One partition of the last hop with so many silent customers, and what a tick costs there: the product's own topology
 * with RocksDB below, without a broker in the way.
 */
public final class TickCost implements AutoCloseable {
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    private static final Duration DORMANT_AFTER = Duration.ofDays(90);
    private static final Duration STEP = Duration.ofMillis(50);

    private final WireFormat wire;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> ledger;
    private final TestOutputTopic<byte[], byte[]> transitions;
    private Instant silentUpTo = BEGIN;

    /** So many customers with one order each, a second apart. */
    public TickCost(Settings settings, int customers) {
        wire = new WireFormat(settings.registry());
        Properties properties = StreamsSettings.from(settings);
        Topology topology = new SojournTopology(
                        new Topology(new TopologyConfig(new StreamsConfig(properties))), settings)
                .lifecycle(
                        Policies.only(ReferencePolicy.overDays(settings.windowDays())),
                        new PatientWire(wire, waiting -> {}),
                        new Figures(new SimpleMeterRegistry()),
                        new LedgerPartitions())
                .topology();
        driver = new TopologyTestDriver(topology, properties, BEGIN);
        ledger = driver.createInputTopic(Topics.LEDGER, new ByteArraySerializer(), new ByteArraySerializer());
        transitions = driver.createOutputTopic(
                Topics.STAGE_TRANSITIONS, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        for (int i = 1; i <= customers; i++) {
            String id = "customer-" + i;
            Instant at = BEGIN.plusSeconds(i);
            BigDecimal total = BigDecimal.valueOf(490_000, 4);
            tell(id, at, new OrderCompleted("e-" + i, id, "o-" + i, at, total, "USD", List.of()));
            transitions.readRecordsToList();
        }
    }

    /** Milliseconds from a tick by which {@code due} more fall silent until the last is announced; the median of several. */
    public double millis(int due, int times) {
        double[] took = new double[times];
        for (int i = 0; i < times; i++) {
            silentUpTo = due == 0 ? silentUpTo.plusMillis(1) : silentUpTo.plusSeconds(due);
            Instant at = silentUpTo.plus(DORMANT_AFTER);
            long began = System.nanoTime();
            tell(null, at, new Tick(at, Mode.LIVE));
            while (transitions.getQueueSize() < due) {
                driver.advanceWallClockTime(STEP);
            }
            took[i] = (System.nanoTime() - began) / 1e6;
            transitions.readRecordsToList();
        }
        Arrays.sort(took);
        return took[times / 2];
    }

    private void tell(@Nullable String customer, Instant at, SpecificRecord entry) {
        byte[] key = customer == null ? null : customer.getBytes(UTF_8);
        ledger.pipeInput(key, wire.encode(Topics.LEDGER, entry), at);
    }

    @Override
    public void close() {
        driver.close();
        wire.close();
    }
}
