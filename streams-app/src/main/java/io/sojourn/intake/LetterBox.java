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

/**
 * One intake task's letters to itself, which tell it how far it has read; {@code docs/clock.md} gives the whole argument.
 *
 * <p>A letter goes round three times. At first it asks, and the broker's stamp T on it is the question: has all that
 * arrived before T been read? When it comes back from its last round, it has. One round is not enough: a consumer may
 * fetch a letter and, in the very same answer, just miss an event that arrived a moment before it, or not have asked for
 * that event's partition at all because its buffer was full. The fetch that is under way when the first round ends may
 * have been sent likewise; the one after it asks for everything, and brings the event no later than the third letter.
 *
 * <p>Nothing is remembered between letters, and a letter written by an earlier owner of the task is as good as one's own:
 * it was stamped earlier and is read later, so what it says holds all the more.
 */
final class LetterBox {
    /** On a letter from its second round on: the round, a space, and the instant it asks about in epoch milliseconds. */
    static final String ASKS = "sojourn-asks";

    static final int ROUNDS = 3;

    /** What a letter asks, in its nth round: has all that arrived until {@code at} been read? */
    record Question(int round, long at) {
        boolean isAnswered() {
            return round >= ROUNDS;
        }
    }

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

    /** What a letter that came back asks. It cannot ask about more than its own stamp allows, whoever wrote it. */
    static Question questionOf(Record<byte[], byte[]> letter) {
        // An event may bear the letter's own millisecond and stand behind it; up to the one before, none can.
        long before = letter.timestamp() - 1;
        Header header = letter.headers().lastHeader(ASKS);
        if (header == null || header.value() == null) {
            return new Question(1, before);
        }
        try {
            String text = new String(header.value(), StandardCharsets.UTF_8);
            int space = text.indexOf(' ');
            int round = Integer.parseInt(text.substring(0, Math.max(0, space)));
            long at = Long.parseLong(text.substring(space + 1));
            return round < 1 || at < 0 ? new Question(1, before) : new Question(round, Math.min(at, before));
        } catch (NumberFormatException foreign) {
            return new Question(1, before);
        }
    }

    /** The letter for the next round. */
    Record<byte[], byte[]> again(Record<byte[], byte[]> letter, Question question) {
        String asks = (question.round() + 1) + " " + question.at();
        Headers headers = new RecordHeaders().add(ASKS, asks.getBytes(StandardCharsets.UTF_8));
        return new Record<>(name, letter.value(), letter.timestamp(), headers);
    }

    /** What the clock is told; empty while the registry is away. */
    Optional<Record<byte[], byte[]>> watermark(long at) {
        var watermark = new Watermark(Integer.toString(task), of, Instant.ofEpochMilli(at));
        return wire.encodeIfReachable(Topics.WATERMARKS, watermark).map(value -> new Record<>(name, value, at));
    }
}
