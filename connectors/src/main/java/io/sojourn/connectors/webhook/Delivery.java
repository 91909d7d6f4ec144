package io.sojourn.connectors.webhook;

import java.time.Instant;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** A decision on its way to the receiver. One thread at a time has it. */
final class Delivery {
    private final SinkRecord record;
    private final Decision decision;
    private final Progress progress;
    private @Nullable Instant takenUpAt;
    private int failures;
    private String lastTrouble = "";

    Delivery(SinkRecord record, Decision decision, Progress progress) {
        this.record = record;
        this.decision = decision;
        this.progress = progress;
        progress.begin(record.originalKafkaOffset());
    }

    SinkRecord record() {
        return record;
    }

    Decision decision() {
        return decision;
    }

    /** When it was first its turn. */
    Instant takenUpAt(Instant now) {
        if (takenUpAt == null) {
            takenUpAt = now;
        }
        return takenUpAt;
    }

    /** How many attempts have failed, this one included. */
    int failed(String trouble) {
        lastTrouble = trouble;
        return ++failures;
    }

    /** What has become of it so far, for people. */
    String soFar() {
        return failures == 0
                ? "never tried, since it had to wait"
                : failures + " attempts failed, the last: the receiver " + lastTrouble;
    }

    boolean isForAnotherTask() {
        return progress.isGivenAway();
    }

    void done() {
        progress.done(record.originalKafkaOffset());
    }
}
