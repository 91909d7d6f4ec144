package io.sojourn.history;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Answers of the broker, waited for. */
final class Kafka {
    private static final long ANSWER_WITHIN_SECONDS = 60;

    private Kafka() {}

    /** The answer; what went wrong comes as the exception that the broker meant. */
    static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for the broker", interrupted);
        } catch (TimeoutException late) {
            throw new org.apache.kafka.common.errors.TimeoutException(
                    "the broker did not answer within " + ANSWER_WITHIN_SECONDS + " s", late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException meant) {
                throw meant;
            }
            throw new KafkaException(failed);
        }
    }
}
