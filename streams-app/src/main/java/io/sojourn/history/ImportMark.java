package io.sojourn.history;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far an import has come, as it stands beside what it wrote.
 *
 * @param fingerprint what was imported, and how
 * @param arrivedAt when its first run began; what lies ahead of time is judged by it in every run, or a later one would
 *     number the entries differently
 * @param position how many entries (refused rows, then events) are written
 */
record ImportMark(String fingerprint, Instant arrivedAt, long position, State state) {
    private static final Pattern TEXT = Pattern.compile("(.*) state=([A-Z]+) position=(\\d+) arrived=(\\d+)");

    /** Where it stands. */
    enum State {
        /** There is more to write. */
        RUNNING,
        /** All is written, and the clock is still held for more history to come. */
        HOLDING,
        /** All is written and the clock goes on. */
        DONE
    }

    static ImportMark start(String fingerprint, Instant arrivedAt) {
        return new ImportMark(fingerprint, arrivedAt, 0, State.RUNNING);
    }

    ImportMark at(long now) {
        return new ImportMark(fingerprint, arrivedAt, now, state);
    }

    ImportMark ended(boolean holding) {
        return new ImportMark(fingerprint, arrivedAt, position, holding ? State.HOLDING : State.DONE);
    }

    /** For people and for {@link #parse}. */
    String text() {
        return fingerprint + " state=" + state + " position=" + position + " arrived=" + arrivedAt.toEpochMilli();
    }

    /** Empty where the text is none of ours. */
    static Optional<ImportMark> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new ImportMark(
                        parts.group(1),
                        Instant.ofEpochMilli(Long.parseLong(parts.group(4))),
                        Long.parseLong(parts.group(3)),
                        State.valueOf(parts.group(2))))
                : Optional.empty();
    }
}
