package io.sojourn.history;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Waits for what somebody else will do, by asking again and again. */
final class Await {
    private Await() {}

    /** Asks until the answer is yes; false if it was not within the time given. What the question throws comes out here. */
    static boolean until(BooleanSupplier question, Duration every, Duration within) {
        CountDownLatch answered = new CountDownLatch(1);
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        var asking = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "await");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var unused = asking.scheduleWithFixedDelay(
                    () -> {
                        try {
                            if (question.getAsBoolean()) {
                                answered.countDown();
                            }
                        } catch (RuntimeException failed) {
                            failure.set(failed);
                            answered.countDown();
                        }
                    },
                    0,
                    every.toMillis(),
                    TimeUnit.MILLISECONDS);
            boolean yes = answered.await(within.toMillis(), TimeUnit.MILLISECONDS);
            RuntimeException failed = failure.get();
            if (failed != null) {
                throw failed;
            }
            return yes;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            asking.shutdownNow();
        }
    }
}
