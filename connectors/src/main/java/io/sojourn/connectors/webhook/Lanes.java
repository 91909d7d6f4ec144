package io.sojourn.connectors.webhook;

import io.sojourn.connectors.webhook.Courier.Outcome;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One lane a customer: their decisions are attempted in order, the next only when nothing more will be tried of the one
 * before. Lanes run beside each other, so many at a time as there are threads; a lane that waits needs none.
 */
final class Lanes implements AutoCloseable {
    private final Function<Delivery, Outcome> attempt;
    private final ScheduledThreadPoolExecutor threads;
    private final Map<String, ArrayDeque<Delivery>> lanes = new HashMap<>();
    private final Queue<DeadLetter> deadLetters = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();

    Lanes(int mostAtATime, Function<Delivery, Outcome> attempt) {
        this.attempt = attempt;
        AtomicInteger number = new AtomicInteger();
        threads = new ScheduledThreadPoolExecutor(
                mostAtATime, task -> new Thread(task, "sojourn-webhook-" + number.incrementAndGet()));
        threads.setRemoveOnCancelPolicy(true);
    }

    /** A delivery that has ended, but not well: whoever keeps it then {@linkplain #settle settles} it. */
    record DeadLetter(Delivery delivery, UndeliverableException reason) {}

    void add(Delivery delivery) {
        waiting.incrementAndGet();
        if (enqueue(delivery)) {
            attemptIn(delivery, 0);
        }
    }

    /** How many deliveries have not been settled. */
    int waiting() {
        return waiting.get();
    }

    Optional<DeadLetter> nextDeadLetter() {
        return Optional.ofNullable(deadLetters.poll());
    }

    /** It has arrived, or stands in the dead-letter topic: the customer's next one may go. */
    void settle(Delivery delivery) {
        delivery.done();
        leave(delivery);
    }

    /** A bug in here must not look like a slow receiver. */
    void throwFault() {
        Throwable found = fault.get();
        if (found != null) {
            throw new IllegalStateException("Posting a decision failed in an unforeseen way", found);
        }
    }

    private void leave(Delivery delivery) {
        waiting.decrementAndGet();
        Delivery next = dequeue(delivery);
        if (next != null) {
            attemptIn(next, 0);
        }
    }

    private void attempt(Delivery delivery) {
        try {
            if (delivery.isForAnotherTask()) {
                leave(delivery);
                return;
            }
            Outcome outcome = attempt.apply(delivery);
            if (outcome.nextIn().isPresent()) {
                attemptIn(delivery, outcome.nextIn().get().toMillis());
            } else if (outcome.trouble().isPresent()) {
                deadLetters.add(new DeadLetter(delivery, outcome.trouble().get()));
            } else {
                settle(delivery);
            }
        } catch (RuntimeException | Error e) {
            if (!threads.isShutdown()) {
                fault.compareAndSet(null, e);
            }
        }
    }

    private void attemptIn(Delivery delivery, long millis) {
        try {
            // Its outcome is heard in attempt itself.
            var unused = threads.schedule(() -> attempt(delivery), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // Not committed, so another start posts it.
        }
    }

    /** True if nobody is before it. */
    private synchronized boolean enqueue(Delivery delivery) {
        ArrayDeque<Delivery> lane =
                lanes.computeIfAbsent(delivery.decision().customerId(), customer -> new ArrayDeque<>());
        lane.add(delivery);
        return lane.size() == 1;
    }

    /** Takes the first of a lane out; the next, if there is one. */
    private synchronized @Nullable Delivery dequeue(Delivery first) {
        String customer = first.decision().customerId();
        ArrayDeque<Delivery> lane = lanes.get(customer);
        if (lane == null || lane.poll() != first) {
            throw new IllegalStateException(
                    "it was not the turn of " + first.decision().id());
        }
        if (lane.isEmpty()) {
            lanes.remove(customer);
        }
        return lane.peek();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
