package io.sojourn.proof.latency;

import io.sojourn.proof.contender.Service;
import io.sojourn.proof.load.Ground;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;

/** Drives a running {@link Service} and listens to what it says, from outside. */
public final class Latency {
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(60);
    private static final Duration LEAD = Duration.ofSeconds(2);
    private static final Duration WARM_SLICE = Duration.ofSeconds(1);
    private static final Duration FLOOD = Duration.ofSeconds(20);
    private static final int GENTLE = 1_000;

    private final Ground ground;
    private final Duration warmUp;
    private final Duration beside;

    /** What was heard at one rate, in milliseconds. */
    public record Heard(int eventsPerSecond, Histogram events, Histogram silences) {}

    /**
     * What a crowd that fell silent at one instant, or was moved by another policy, did to the others.
     *
     * @param others latency of events of everybody else meanwhile
     * @param found how many of the crowd were found silent, or moved
     * @param seconds from the instant to the last of them
     * @param evicted whether the group had to be put together anew
     */
    public record Crowd(int size, Histogram others, long found, double seconds, boolean evicted) {}

    /**
     * @param warmUp for how long at most the service may fall behind before it is measured
     * @param beside how long others are listened to beside a crowd
     */
    public Latency(Ground ground, Duration warmUp, Duration beside) {
        this.ground = ground;
        this.warmUp = warmUp;
        this.beside = beside;
    }

    /**
     * Events a second that the service takes in while it is flooded: as many are sent as may be on their way. Those who send and
     * listen have the same processors, as at every other rate.
     */
    public int capacity() throws InterruptedException {
        Listener listener = new Listener(ground);
        Thread thread = start(listener);
        try (Traffic traffic = new Traffic(ground, "flood")) {
            warmUp(traffic, listener, GENTLE);
            traffic.flood(FLOOD, listener::probes);
            return traffic.flood(FLOOD, listener::probes);
        } finally {
            listener.stop();
            thread.join();
        }
    }

    /** At each of these rates in turn, for so long each, once the service keeps up with the first. */
    public List<Heard> at(List<Integer> rates, Duration each) throws InterruptedException {
        Listener listener = new Listener(ground);
        Thread thread = start(listener);
        List<Heard> all = new ArrayList<>();
        try (Traffic traffic = new Traffic(ground, "rates")) {
            warmUp(traffic, listener, rates.get(0));
            for (int rate : rates) {
                traffic.flow(rate, Service.DORMANT_AFTER.plus(LEAD));
                listener.take();
                traffic.flow(rate, each);
                all.add(heard(rate, traffic, listener));
            }
        } finally {
            listener.stop();
            thread.join();
        }
        return all;
    }

    /** Once all that was sent is heard of: what comes later counts, and leaves nothing behind for what is measured next. */
    private static Heard heard(int rate, Traffic traffic, Listener listener) {
        await(() -> listener.probes() >= traffic.probes(), Instant.now());
        List<Histogram> heard = listener.take();
        Histogram events = withMissing(heard.get(0), traffic, listener);
        return new Heard(rate, events, heard.get(1));
    }

    /**
     * A fresh virtual machine falls behind at first; what it does then is no latency. Over once nothing in a slice comes later
     * than the slice is long, or when it has taken too long.
     */
    private void warmUp(Traffic traffic, Listener listener, int rate) {
        Instant end = Instant.now().plus(warmUp);
        Histogram events;
        do {
            traffic.flow(rate, WARM_SLICE);
            events = listener.take().get(0);
        } while (Instant.now().isBefore(end)
                && (events.getTotalCount() == 0 || events.getMaxValue() > WARM_SLICE.toMillis()));
    }

    /** So many fall silent at once while traffic flows at this rate. */
    public Crowd crowd(int size, int rate) throws Exception {
        Listener listener = new Listener(ground);
        Thread thread = start(listener);
        try (Traffic traffic = new Traffic(ground, "crowd");
                Admin admin = Admin.create(ground.kafka())) {
            Instant at = Instant.now();
            traffic.crowd(size, at);
            Instant due = at.plus(Service.DORMANT_AFTER);
            traffic.flow(rate, Duration.between(Instant.now(), due));
            Set<String> before = members(admin);
            listener.take();
            traffic.flow(rate, beside);
            await(() -> listener.crowd() >= size && listener.probes() >= traffic.probes(), due);
            double seconds = Duration.between(due, listener.lastOfCrowd()).toMillis() / 1e3;
            return new Crowd(
                    size,
                    withMissing(listener.take().get(0), traffic, listener),
                    listener.crowd(),
                    seconds,
                    !before.equals(members(admin)));
        } finally {
            listener.stop();
            thread.join();
        }
    }

    /** Another policy becomes active and moves the crowd of so many, among others, while traffic flows at this rate. */
    public Crowd takeover(int size, int rate) throws Exception {
        Listener listener = new Listener(ground);
        Thread thread = start(listener);
        try (Traffic traffic = new Traffic(ground, "takeover");
                Admin admin = Admin.create(ground.kafka())) {
            traffic.flow(rate, LEAD);
            Set<String> before = members(admin);
            listener.take();
            Instant asked = Instant.now();
            traffic.ask(Service.withAnotherLadder());
            traffic.flow(rate, beside);
            await(() -> listener.moved() >= size && listener.probes() >= traffic.probes(), asked);
            double seconds = Duration.between(asked, listener.lastOfMoved()).toMillis() / 1e3;
            return new Crowd(
                    size,
                    withMissing(listener.take().get(0), traffic, listener),
                    listener.moved(),
                    seconds,
                    !before.equals(members(admin)));
        } finally {
            listener.stop();
            thread.join();
        }
    }

    /** Until all is heard, or it was time enough from an instant on. */
    private static void await(BooleanSupplier all, Instant from) {
        while (!all.getAsBoolean() && Instant.now().isBefore(from.plus(HEARD_WITHIN))) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** Who was not heard of at all waits still, and longer than any that were. */
    private static Histogram withMissing(Histogram heard, Traffic traffic, Listener listener) {
        for (long missing = traffic.probes() - listener.probes(); missing > 0; missing--) {
            heard.recordValue(HEARD_WITHIN.toMillis());
        }
        return heard;
    }

    private static Set<String> members(Admin admin) throws Exception {
        return Objects.requireNonNull(admin.describeConsumerGroups(List.of(Service.NAME))
                        .all()
                        .get()
                        .get(Service.NAME))
                .members()
                .stream()
                .map(MemberDescription::consumerId)
                .collect(Collectors.toSet());
    }

    private static Thread start(Listener listener) throws InterruptedException {
        Thread thread = new Thread(listener, "listener");
        thread.start();
        listener.await();
        return thread;
    }
}
