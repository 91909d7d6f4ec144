package io.sojourn.cli.demo;

import io.sojourn.Settings;
import io.sojourn.cli.CommandFailed;
import io.sojourn.cli.ExitCode;
import io.sojourn.connectors.EventSender;
import io.sojourn.dev.shop.Shop;
import io.sojourn.policy.Policy;
import io.sojourn.stream.Figures;
import io.sojourn.stream.Pipeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** What is shown once everything runs: the shop's history coming in, then the shop going on. */
final class Show {
    private static final int LOOK_EVERY_MS = 500;

    private final DemoPlan plan;
    private final Clock clock;
    private final CountDownLatch stop;
    private final Screen screen;
    private final Settings settings;
    private final Policy policy;
    private final Pipeline pipeline;
    private final Figures figures;
    private final News news;
    private final Picture.Addresses addresses;
    private final Pace pace = new Pace();
    private final Instant began;

    private final Instant historyEnds;
    private final Shop shop;
    private final Past past;
    private @Nullable LiveTraffic traffic;

    Show(
            DemoPlan plan,
            Clock clock,
            CountDownLatch stop,
            Screen screen,
            Settings settings,
            Policy policy,
            Pipeline pipeline,
            Figures figures,
            News news,
            Picture.Addresses addresses) {
        this.plan = plan;
        this.clock = clock;
        this.stop = stop;
        this.screen = screen;
        this.settings = settings;
        this.policy = policy;
        this.pipeline = pipeline;
        this.figures = figures;
        this.news = news;
        this.addresses = addresses;
        this.began = clock.instant();
        this.historyEnds = began;
        this.shop = DemoShop.at(historyEnds, plan);
        this.past = new Past(shop, historyEnds, () -> stop.getCount() > 0);
    }

    Summary run() {
        var pastTook = history();
        if (pastTook == null) {
            return summary(null, Duration.ZERO);
        }
        screen.say(String.format(
                "  %-20s %-28s %s",
                "history", String.format("%,d events, %,d days", past.taken(), plan.days()), Spans.show(pastTook)));
        return live(pastTook);
    }

    /** Brings in the shop's history; null if stopped before it was all decided about. */
    private @Nullable Duration history() {
        var imported = CompletableFuture.runAsync(() -> ShopHistory.bring(past, historyEnds, settings));
        watch(() -> "importing history 导入历史: " + reached(), imported::isDone);
        // Also when stopped: the importer closes what it began, and must not find the broker gone.
        imported.join();
        watch(
                () -> "deciding about history 计算历史: " + reached(),
                () -> !decidedTo().isBefore(historyEnds));
        return stopped() ? null : Duration.between(began, clock.instant());
    }

    private Summary live(Duration pastTook) {
        var liveFrom = clock.instant();
        screen.say("  An order of your own 下单, for another shell; five make you loyal:");
        addresses.order().forEach(part -> screen.say("  " + part));
        screen.say(
                "  Now live. Left: when it became true, and how much later it was known; ! warns of churn, ✓ clears; + a tag, - no more, * care.");
        news.watchedFrom(liveFrom);
        var sender = new EventSender(settings.kafka(), settings.registry());
        try (var live = new LiveTraffic(shop, historyEnds, plan.speed(), sender, clock).start()) {
            traffic = live;
            watch(
                    () -> "live 实时, one second shows " + Spans.show(Duration.ofSeconds(Math.round(plan.speed())))
                            + " of the shop",
                    () -> plan.runFor() != null
                            && Duration.between(liveFrom, clock.instant()).compareTo(plan.runFor()) >= 0);
        }
        return summary(pastTook, Duration.between(liveFrom, clock.instant()));
    }

    /** Shows how things stand until {@code enough} or stopped. */
    private void watch(Supplier<String> doing, Supplier<Boolean> enough) {
        try {
            while (!enough.get() && !stop.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                if (!alive()) {
                    throw new CommandFailed(
                            ExitCode.FAILED,
                            "The pipeline stopped by itself.",
                            "The log in the demo's folder says why.");
                }
                screen.show(picture(doing.get()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    private boolean alive() {
        var state = pipeline.streams().state();
        return state != KafkaStreams.State.ERROR && state != KafkaStreams.State.NOT_RUNNING;
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    private String reached() {
        var opened = historyEnds.minus(Duration.ofDays(plan.days()));
        var decided = decidedTo();
        var share = Duration.between(opened, decided).toMillis()
                * 100
                / Duration.ofDays(plan.days()).toMillis();
        return String.format(
                "%,d events to %s in the ledger, %d %% decided",
                past.taken(), past.reached().atOffset(ZoneOffset.UTC).toLocalDate(), Math.max(0, share));
    }

    /** How far all partitions of the ledger have been decided about. */
    private Instant decidedTo() {
        return Instant.ofEpochMilli(figures.clock().orElse(0));
    }

    private Picture picture(String doing) {
        var now = clock.instant();
        var decided = figures.clock();
        var sent = traffic == null ? 0 : traffic.acknowledged();
        return new Picture(
                doing,
                now,
                Duration.between(began, now),
                policy,
                pipeline.population(),
                news.digest(),
                sent,
                pace.at(now, sent),
                decided.isEmpty() ? null : Duration.ofMillis(now.toEpochMilli() - decided.getAsLong()),
                addresses,
                trouble());
    }

    private @Nullable String trouble() {
        var failure = traffic == null ? null : traffic.trouble();
        return failure == null ? null : String.valueOf(failure.getMessage());
    }

    private Summary summary(@Nullable Duration pastTook, Duration live) {
        return new Summary(
                plan,
                past.taken(),
                pastTook,
                live,
                traffic == null ? 0 : traffic.sent(),
                traffic == null ? 0 : traffic.acknowledged(),
                news.digest(),
                policy,
                pipeline.population(),
                trouble());
    }
}
