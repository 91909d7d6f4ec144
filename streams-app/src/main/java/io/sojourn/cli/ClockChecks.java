package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.ledger.ClockLetter;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the doctor asks about time: whether this machine's clock agrees with the broker's, and who holds ours. */
final class ClockChecks {

    private static final int LETTERS = 5;
    private static final Duration NOTICEABLE = Duration.ofSeconds(1);

    private ClockChecks() {}

    /**
     * One reading of the two clocks.
     *
     * @param ahead how far the broker is ahead of this machine; negative if behind
     * @param unsure half the time the letter took: the reading is right to this much
     */
    private record Reading(Duration ahead, Duration unsure) {}

    static Check skew(Settings settings, WireFormat wire) throws Exception {
        var best = readings(settings, wire);
        var off = best.ahead().abs();
        var found = "the broker is %d ms %s this machine, give or take %d ms"
                .formatted(
                        off.toMillis(),
                        best.ahead().isNegative() ? "behind" : "ahead of",
                        best.unsure().toMillis());
        var advice = "Keep both on time with NTP (chrony, systemd-timesyncd).";
        if (off.minus(best.unsure()).compareTo(settings.maxAhead()) > 0) {
            return Check.fail(
                    "Time",
                    "时间偏差",
                    found,
                    "More than intake.max.ahead: events stamped here may be refused as coming from the future. "
                            + advice);
        }
        return off.minus(best.unsure()).compareTo(NOTICEABLE) > 0
                ? Check.warn("Time", "时间偏差", found, advice)
                : Check.ok("Time", "时间偏差", found);
    }

    static Check holds(Settings settings, WireFormat wire) {
        var holds = Watermarks.read(settings, wire).holds();
        if (holds.isEmpty()) {
            return Check.ok("Clock", "时钟", "held by nobody");
        }
        return Check.warn(
                "Clock",
                "时钟",
                holds.stream()
                        .map(hold -> hold.source() + " holds it at " + hold.at())
                        .collect(Collectors.joining("; ")),
                "Right while that import runs. If it was interrupted, run it again to finish it, or give it up with"
                        + " `sojourn clock release SOURCE`; until then no silence falls due.");
    }

    /**
     * Sends letters to the topic `clock`, whose time is the stamp the broker gives, and takes the quickest. All in a
     * transaction that is aborted, so that nobody ever reads them.
     */
    private static Reading readings(Settings settings, WireFormat wire) throws Exception {
        var config = Cluster.clientConfig(settings);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.applicationId() + "-doctor-" + UUID.randomUUID());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Cluster.PATIENCE);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Cluster.PATIENCE);
        var letter = wire.encode(Topics.CLOCK, new ClockLetter(0));
        var readings = new ArrayList<Reading>();
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < LETTERS; i++) {
                var sent = Instant.now();
                var stamp = producer.send(new ProducerRecord<>(Topics.CLOCK, 0, null, letter))
                        .get()
                        .timestamp();
                var halfWay = Duration.between(sent, Instant.now()).dividedBy(2);
                readings.add(new Reading(Duration.between(sent.plus(halfWay), Instant.ofEpochMilli(stamp)), halfWay));
            }
            producer.abortTransaction();
        }
        return readings.stream().min(Comparator.comparing(Reading::unsure)).orElseThrow();
    }
}
