package io.sojourn.intake;

import io.sojourn.ledger.Mode;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what sources send: everything on the inputs, in the order it arrived, and the task's own clock letters between
 * them. Accepted bytes pass on untouched; what is refused goes to {@code rejected} whole.
 *
 * <p>Its parents are the sources of all {@link Topics#INPUTS} and of {@link Topics#CLOCK}, each stamped by the broker;
 * its children are the sinks named here. No record makes it throw.
 */
public final class IntakeProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    /** Child: key = customer id in UTF-8, value and headers as they came, time = arrival. Partition with LedgerPartitioner. */
    public static final String TO_LEDGER = "write-ledger";

    /** Child: key = customer id if known, else {@code topic-partition}; value = an encoded {@code Rejected}. */
    public static final String TO_REJECTED = "write-rejected";

    /** Child: key and value as they came. */
    public static final String TO_GUESTS = "write-guests";

    /** Child: a letter, keyed by its task. Partition with {@link LetterPartitioner}. */
    public static final String TO_CLOCK = "write-clock";

    /** Child: an encoded {@code Watermark}, keyed by its source. */
    public static final String TO_WATERMARKS = "write-watermarks";

    /** Headers that start so are ours: from outside they are dropped, but for the word that an event is of the past. */
    public static final String RESERVED_HEADERS = "sojourn-";

    /** How often a letter goes round before the clock is told: what is read by then bears no earlier stamp. */
    public static final int LETTER_ROUNDS = LetterBox.ROUNDS;

    private static final int HEADER_FRAME = 10;
    private static final byte[] BACKFILL = Mode.BACKFILL.name().getBytes(StandardCharsets.UTF_8);

    private final IntakeChecks checks;
    private final PatientWire wire;
    private final IntakeFigures figures;
    private final int tasks;
    private final Duration tickInterval;
    private final RejectedEnvelope envelope;
    private @Nullable Running running;

    /** What there is once a task runs. */
    private record Running(ProcessorContext<byte[], byte[]> context, int task, LetterBox letters, Sensor overtaken) {}

    private long promised = Long.MIN_VALUE;

    /**
     * @param tasks partitions of {@link Topics#CLOCK}, at least as many as any input has
     * @param tickInterval how often a letter is written
     * @param largestRejected bytes a record on {@code rejected} may have, as {@link Topics#LARGEST_FOREIGN_RECORD}; the
     *     producer's {@code max.request.size} must allow as much
     */
    public IntakeProcessor(
            IntakeChecks checks,
            PatientWire wire,
            IntakeFigures figures,
            int tasks,
            Duration tickInterval,
            int largestRejected) {
        this.checks = checks;
        this.wire = wire;
        this.figures = figures;
        this.tasks = tasks;
        this.tickInterval = tickInterval;
        this.envelope = new RejectedEnvelope(largestRejected);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        int task = context.taskId().partition();
        var letters = new LetterBox(task, tasks, wire);
        Sensor overtaken = context.metrics()
                .addRateTotalSensor("intake", context.taskId().toString(), "overtaken", RecordingLevel.INFO);
        running = new Running(context, task, letters, overtaken);
        promised = Long.MIN_VALUE;
        // At the same instants everywhere: a tick is the earliest of what all tasks say, so one that asks later delays
        // it.
        context.schedule(
                Instant.EPOCH,
                tickInterval,
                PunctuationType.WALL_CLOCK_TIME,
                now -> letters.ask(now).ifPresent(letter -> context.forward(letter, TO_CLOCK)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var run = running();
        RecordMetadata from = run.context.recordMetadata().orElseThrow();
        if (from.topic().equals(Topics.CLOCK)) {
            letterBack(run, record);
        } else {
            takeIn(run, record, from);
        }
    }

    @Override
    public void close() {
        if (running != null) {
            running.context.metrics().removeSensor(running.overtaken);
            figures.intakeTaskLeft(running.task);
            running = null;
        }
    }

    private void letterBack(Running run, Record<byte[], byte[]> letter) {
        var question = LetterBox.questionOf(letter);
        if (!question.isAnswered()) {
            run.context.forward(run.letters.again(letter, question), TO_CLOCK);
            return;
        }
        long at = question.at();
        run.letters.watermark(at).ifPresent(watermark -> {
            promised = Math.max(promised, at);
            figures.letterBack(run.task, at);
            run.context.forward(watermark, TO_WATERMARKS);
        });
    }

    private void takeIn(Running run, Record<byte[], byte[]> record, RecordMetadata from) {
        if (record.timestamp() <= promised) {
            // The brokers showed it to us later than they stamped it; see docs/clock.md. It is a late event now.
            run.overtaken.record();
        }
        int headerBytes = headerBytes(record.headers());
        Optional<Refusal> tooLarge = checks.checkSize(record.value() == null ? 0 : record.value().length, headerBytes);
        if (tooLarge.isPresent()) {
            reject(run, record, from, tooLarge.get(), Optional.empty());
            return;
        }
        SpecificRecord event;
        try {
            event = decoded(from.topic(), record.value());
        } catch (UnreadableRecordException e) {
            var refusal = Refusal.of(Reason.valueOf(e.reason().name()), e.hint());
            reject(run, record, from, refusal, Optional.empty());
            return;
        }
        Verdict verdict = checks.check(from.topic(), event, Instant.ofEpochMilli(record.timestamp()));
        if (verdict instanceof Verdict.Accepted accepted) {
            byte[] key = accepted.customerId().getBytes(StandardCharsets.UTF_8);
            run.context.forward(passedOn(record).withKey(key), TO_LEDGER);
            figures.accepted(from.topic());
        } else if (verdict instanceof Verdict.Guest) {
            run.context.forward(passedOn(record), TO_GUESTS);
            figures.guest(from.topic());
        } else if (verdict instanceof Verdict.Refused refused) {
            reject(run, record, from, refused.refusal(), checks.customerOf(from.topic(), event));
        }
    }

    private SpecificRecord decoded(String topic, byte @Nullable [] value) {
        if (value == null) {
            throw new UnreadableRecordException(
                    UnreadableRecordException.Reason.NOT_AVRO, "send a value: there is nothing to delete on an input");
        }
        return wire.decode(topic, value);
    }

    private void reject(
            Running run,
            Record<byte[], byte[]> record,
            RecordMetadata from,
            Refusal refusal,
            Optional<String> customer) {
        String key = customer.orElseGet(() -> from.topic() + "-" + from.partition());
        byte[] value = wire.encode(Topics.REJECTED, envelope.around(record, from, refusal));
        run.context.forward(new Record<>(key.getBytes(StandardCharsets.UTF_8), value, record.timestamp()), TO_REJECTED);
        figures.rejected(refusal.reason().name());
    }

    private static Record<byte[], byte[]> passedOn(Record<byte[], byte[]> record) {
        for (Header header : record.headers()) {
            if (!passes(header)) {
                var kept = new RecordHeaders();
                record.headers().forEach(each -> {
                    if (passes(each)) {
                        kept.add(each);
                    }
                });
                return record.withHeaders(kept);
            }
        }
        return record;
    }

    private static boolean passes(Header header) {
        return !header.key().startsWith(RESERVED_HEADERS)
                || (header.key().equals(Topics.MODE_HEADER) && Arrays.equals(header.value(), BACKFILL));
    }

    private static int headerBytes(Headers headers) {
        int bytes = 0;
        for (Header header : headers) {
            // A character of the key takes at most three bytes.
            bytes += HEADER_FRAME + 3 * header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return bytes;
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("not initialised");
        }
        return running;
    }
}
