package io.sojourn.intake;

import io.sojourn.ledger.ClockLetter;
import io.sojourn.ledger.Watermark;
import io.sojourn.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * One intake task's letters to itself, which tell it how far it has read; {@code docs/clock.md} gives the whole argument.
 *
 * <p>A letter goes round twice. The first time it asks, and the broker's stamp T on it is the question: has all that
 * arrived before T been read? The second time it confirms. One round is not enough: a consumer may fetch a letter and,
 * in the very same answer, just miss an event that arrived a moment before it. The second letter is written after that
 * answer was processed, so whatever the answer missed is fetched before the second letter is.
 *
 * <p>Nothing is remembered between letters, and a letter written by an earlier owner of the task is as good as one's own:
 * it was stamped earlier and is read later, so what it says holds all the more.
 */
final class LetterBox {
    /** On a letter's second round: the instant it confirms, epoch milliseconds as text. */
    static final String CONFIRMS = "sojourn-confirms";

    private final int task;
    private final int of;
    private final PatientWire wire;
    private final byte[] name;

    LetterBox(int task, int of, PatientWire wire) {
        if (task < 0 || task >= of) {
            throw new IllegalStateException("intake task " + task + " has no partition in topic " + Topics.CLOCK
                    + ", which has " + of + ": an input has more partitions than the clock");
        }
        this.task = task;
        this.of = of;
        this.wire = wire;
        this.name = Integer.toString(task).getBytes(StandardCharsets.UTF_8);
    }

    /** A letter on its first round; empty while the registry is away, which only lets the clock stand still. */
    Optional<Record<byte[], byte[]>> ask(long now) {
        return wire.encodeIfReachable(Topics.CLOCK, new ClockLetter(task)).map(value -> new Record<>(name, value, now));
    }

    /** The same letter, sent round again to confirm what its stamp asked. */
    Record<byte[], byte[]> again(Record<byte[], byte[]> letter) {
        // An event may bear the letter's own millisecond and stand behind it; up to the one before, none can.
        String confirms = Long.toString(letter.timestamp() - 1);
        Headers headers = new RecordHeaders().add(CONFIRMS, confirms.getBytes(StandardCharsets.UTF_8));
        return new Record<>(name, letter.value(), letter.timestamp(), headers);
    }

    /** The instant (epoch ms) a letter confirms; null if it is on its first round. */
    static @Nullable Long confirmedBy(Record<byte[], byte[]> letter) {
        Header header = letter.headers().lastHeader(CONFIRMS);
        if (header == null || header.value() == null) {
            return null;
        }
        try {
            long confirms = Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
            return Math.min(confirms, letter.timestamp() - 1);
        } catch (NumberFormatException foreign) {
            return null;
        }
    }

    /** What the clock is told; empty while the registry is away. */
    Optional<Record<byte[], byte[]>> watermark(long at) {
        var watermark = new Watermark(Integer.toString(task), of, Instant.ofEpochMilli(at));
        return wire.encodeIfReachable(Topics.WATERMARKS, watermark).map(value -> new Record<>(name, value, at));
    }
}
