package io.sojourn.cli.demo;

import io.sojourn.connectors.EventSender;
import io.sojourn.dev.shop.Shop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets the shop go on where its history ended, but faster: what happens there within {@code speed} seconds is sent within
 * one, dated at the instant at which it is sent.
 */
final class LiveTraffic implements AutoCloseable {
    private final Shop shop;
    private final EventSender sender;
    private final Clock clock;
    private final double speed;
    private final Instant shopFrom;
    private final Instant from;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "demo-live-traffic");

    /** @param shopFrom where the shop stands in its own time */
    LiveTraffic(Shop shop, Instant shopFrom, double speed, EventSender sender, Clock clock) {
        this.shop = shop;
        this.sender = sender;
        this.clock = clock;
        this.speed = speed;
        this.shopFrom = shopFrom;
        this.from = clock.instant();
    }

    LiveTraffic start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            while (waitUntil(shown(shop.nextAt()))) {
                var moment = shop.next();
                sent.incrementAndGet();
                var unused = sender.send(moment.eventAt(shown(moment.at()))).whenComplete((where, failure) -> {
                    if (failure == null) {
                        acknowledged.incrementAndGet();
                    } else {
                        trouble.set(failure);
                    }
                });
            }
        } catch (RuntimeException e) {
            trouble.set(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When something in the shop is shown. */
    private Instant shown(Instant at) {
        var since = Duration.between(shopFrom, at).toNanos() / speed;
        return from.plusMillis(Math.round(since / 1_000_000));
    }

    /** False when asked to stop before. */
    private boolean waitUntil(Instant instant) throws InterruptedException {
        var left = Duration.between(clock.instant(), instant).toMillis();
        return !stop.await(Math.max(0, left), TimeUnit.MILLISECONDS);
    }

    long sent() {
        return sent.get();
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /** The latest failure to send; null if all went well. */
    @Nullable
    Throwable trouble() {
        return trouble.get();
    }

    /** Sends nothing new, and waits for the answers to what was sent. */
    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.close();
    }
}
