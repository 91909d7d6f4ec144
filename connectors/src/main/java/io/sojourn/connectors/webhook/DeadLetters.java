package io.sojourn.connectors.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic for what will not be delivered. Of the task's own thread alone, for Connect's reporter is made for that. */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final long MOST_SECONDS = 120;

    private final ErrantRecordReporter reporter;
    private final List<Future<Void>> sent = new ArrayList<>();

    DeadLetters(ErrantRecordReporter reporter) {
        this.reporter = reporter;
    }

    void send(SinkRecord record, UndeliverableException reason) {
        LOG.warn(
                "To the dead-letter topic: {} partition {} offset {}: {}",
                record.originalTopic(),
                record.originalKafkaPartition(),
                record.originalKafkaOffset(),
                reason.getMessage());
        sent.add(reporter.report(record, reason));
    }

    /**
     * Returns when all that was sent stands in the topic.
     *
     * @throws ConnectException if it does not: then nothing may be committed, and the task must end
     */
    void await() {
        try {
            for (Future<Void> each : sent) {
                each.get(MOST_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new ConnectException(
                    "The dead-letter topic does not take a decision that cannot be delivered; the task ends, so that"
                            + " none is lost: see that the topic exists and that the worker may write to it",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while writing to the dead-letter topic", e);
        } finally {
            sent.clear();
        }
    }
}
