package io.sojourn.cli.demo;

import io.sojourn.Settings;
import io.sojourn.SettingsSource;
import io.sojourn.cli.CommandFailed;
import io.sojourn.cli.ExitCode;
import io.sojourn.collector.Collector;
import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.dev.EmbeddedRegistry;
import io.sojourn.server.ApiServer;
import io.sojourn.server.Metrics;
import io.sojourn.stream.Figures;
import io.sojourn.stream.Pipeline;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The demonstration, from the first line to the summary: starts everything in this process, gives the shop a past, lets
 * it go on, shows what is decided, and stops it all.
 */
public final class Demo {
    /** No secret: who reaches the collector is on this machine. */
    private static final String WRITE_KEY = "demo";

    private final DemoPlan plan;
    private final PrintWriter out;
    private final Clock clock = Clock.systemUTC();
    private final CountDownLatch stop = new CountDownLatch(1);

    /** @param out where it is told; a terminal is drawn upon, anything else gets lines */
    public Demo(DemoPlan plan, PrintWriter out) {
        this.plan = plan;
        this.out = out;
    }

    /** Ends it soon; may be called by any thread. */
    public void stop() {
        stop.countDown();
    }

    /**
     * Runs it until it is told to stop or its time is over.
     *
     * @throws CommandFailed if something does not start or stops by itself; the folder with the log stays then
     */
    public void run() {
        var folder = DataFolder.of(plan.keep());
        DemoLog.into(folder.log());
        try {
            show(folder);
        } catch (RuntimeException e) {
            throw e instanceof CommandFailed
                    ? e
                    : new CommandFailed(
                            ExitCode.FAILED,
                            "The demo broke off: " + e.getMessage(),
                            "See its log, " + folder.log(),
                            e);
        } finally {
            DemoLog.end();
        }
        if (folder.stays()) {
            out.println("  kept in    " + folder.path());
        } else {
            folder.delete();
            out.println("  deleted    all of it; --keep DIR leaves broker, state and log to look at");
        }
        out.flush();
    }

    private void show(DataFolder folder) {
        Summary summary;
        try (var screen = Screen.on(out)) {
            screen.say(
                    "Sojourn demo 演示: a broker, a registry, the pipeline and a simulated shop, all in this process.");
            try (var broker = step(
                            screen,
                            "Kafka broker",
                            () -> EmbeddedBroker.start(folder.path()),
                            EmbeddedBroker::bootstrapServers);
                    var registry = step(
                            screen,
                            "schema registry",
                            () -> EmbeddedRegistry.start(broker.bootstrapServers(), 0),
                            EmbeddedRegistry::url)) {
                summary = withPipeline(folder, screen, broker, registry);
            }
        }
        summary.lines().forEach(out::println);
    }

    private Summary withPipeline(DataFolder folder, Screen screen, EmbeddedBroker broker, EmbeddedRegistry registry) {
        var settings = settings(folder, broker, registry);
        var policy = plan.policies().first();
        var news = new News();
        try (var metrics = new Metrics()) {
            var figures = new Figures(metrics.registry());
            try (var pipeline = step(
                            screen,
                            "pipeline",
                            () -> Pipeline.start(settings, figures, plan.policies()),
                            each -> settings.threads() + " threads");
                    var api = step(
                            screen,
                            "query API",
                            () -> ApiServer.start(settings, pipeline, figures, metrics),
                            each -> "http://" + settings.httpHost() + ":" + each.port());
                    var collector = step(
                            screen,
                            "collector, key " + WRITE_KEY,
                            () -> Collector.start(settings),
                            each -> collectorUrl(settings, each));
                    var reader = new NewsReader(settings, policy, news, screen::tell)) {
                reader.start();
                var addresses = new Picture.Addresses(
                        "http://" + settings.httpHost() + ":" + api.port(),
                        broker.bootstrapServers(),
                        registry.url(),
                        collectorUrl(settings, collector),
                        WRITE_KEY);
                return new Show(plan, clock, stop, screen, settings, policy, pipeline, figures, news, addresses).run();
            }
        }
    }

    private static String collectorUrl(Settings settings, Collector collector) {
        return "http://" + settings.collector().host() + ":" + collector.port();
    }

    /** Starts one part, and says where it is and how long that took. */
    private static <T> T step(Screen screen, String name, Supplier<T> start, Function<T, String> address) {
        screen.begin(String.format("  %-20s ", name));
        var began = System.nanoTime();
        var started = start.get();
        var took = Duration.ofNanos(System.nanoTime() - began);
        screen.say(String.format("%-28s %s", address.apply(started), Spans.show(took)));
        return started;
    }

    private Settings settings(DataFolder folder, EmbeddedBroker broker, EmbeddedRegistry registry) {
        // The environment is left out: what it says about brokers, users and certificates is meant for others.
        return Settings.load(SettingsSource.of(
                null,
                Map.of(),
                List.of(
                        "application.id=sojourn-demo",
                        "state.dir=" + folder.path().resolve("state"),
                        "http.port=" + plan.port(),
                        "collector.port=" + plan.collectorPort(),
                        "collector.keys.file=" + folder.writeKeys(WRITE_KEY),
                        "kafka.bootstrap.servers=" + broker.bootstrapServers(),
                        "schema.registry.url=" + registry.url())));
    }
}
