package io.sojourn.collector;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.sojourn.CollectorSettings;
import io.sojourn.Settings;
import io.sojourn.connectors.EventNotSentException;
import io.sojourn.connectors.EventSender;
import io.sojourn.intake.IntakeChecks;
import io.sojourn.intake.IntakeLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP door: takes events of the Segment tracking API and CloudEvents, and says yes when the broker has them. {@code
 * /openapi.yaml} describes every address, {@code docs/collector.md} the rest.
 */
public final class Collector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final String EVENTS = "/v1/events";

    private final Keys keys;
    private final Tracking tracking;
    private final CloudEvents cloudEvents;
    private final Delivery delivery;
    private final Runnable afterwards;
    private final InstantSource clock;
    private final Meters meters = new Meters();
    private final Listening listening;
    private final Javalin http;
    private volatile boolean stopping;

    private Collector(
            Settings settings, Delivery delivery, Runnable afterwards, InstantSource clock, Duration bodyWithin) {
        var own = settings.collector();
        var limits = new IntakeLimits(settings.currency(), settings.maxAhead(), settings.maxEventBytes());
        var door = new Door(new IntakeChecks(limits), own.maxBatch());
        this.keys = new Keys(own.keysFile(), System::nanoTime);
        requireKeysOutside(own);
        this.tracking =
                new Tracking(new TrackedEvents(settings.currency(), own.refuseUnknown()), own.anonymousPrefix(), door);
        this.cloudEvents = new CloudEvents(door);
        this.delivery = delivery;
        this.afterwards = afterwards;
        this.clock = clock;
        this.listening = new Listening(own, keys, bodyWithin);
        meters.watch(delivery, listening.bodies());
        this.http = Javalin.create(config -> {
            settle(config, own.corsOrigins());
            routes(config);
        });
    }

    /**
     * Asks broker and registry for all that will be needed, then listens.
     *
     * @param settings where to listen (port 0 takes any free one, see {@link #port()}), and what to take
     * @throws IllegalStateException when the port is taken or a file cannot be read, with what to do
     */
    public static Collector start(Settings settings) {
        var sender = new EventSender(Delivery.producer(settings), settings.registry());
        try {
            sender.prepare();
            var delivery = Delivery.by(sender, settings.collector().maxWaiting());
            return start(settings, delivery, sender::close, InstantSource.system(), Listening.BODY_WITHIN);
        } catch (RuntimeException e) {
            sender.close();
            throw e;
        }
    }

    /**
     * @param afterwards what is closed when nothing comes in any more
     * @param bodyWithin how long a sender may take over a body
     */
    static Collector start(
            Settings settings, Delivery delivery, Runnable afterwards, InstantSource clock, Duration bodyWithin) {
        var collector = new Collector(settings, delivery, afterwards, clock, bodyWithin);
        var own = settings.collector();
        try {
            collector.http.start();
        } catch (JavalinBindException e) {
            throw new IllegalStateException(
                    "Cannot listen on " + own.host() + ":" + own.port()
                            + ": it is taken or not ours. Set collector.port or collector.host.",
                    e);
        }
        LOG.atInfo()
                .addKeyValue("url", collector.listening.url())
                .addKeyValue("keys", collector.keys.open() ? "none asked for" : collector.keys.known())
                .log("Collector is listening");
        return collector;
    }

    /** Whoever can be reached from elsewhere asks who is there. */
    private void requireKeysOutside(CollectorSettings own) {
        try {
            if (keys.open() && !InetAddress.getByName(own.host()).isLoopbackAddress()) {
                throw new IllegalStateException("Listening on " + own.host()
                        + ", anybody could send events. Name a file with write keys: collector.keys.file.");
            }
        } catch (UnknownHostException e) {
            throw new IllegalStateException("There is no address " + own.host() + " here. Set collector.host.", e);
        }
    }

    private void settle(JavalinConfig config, List<String> origins) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        listening.settle(config);
        if (!origins.isEmpty()) {
            config.bundledPlugins.enableCors(cors -> cors.addRule(rule -> {
                if (origins.contains("*")) {
                    rule.anyHost();
                } else {
                    origins.forEach(origin -> rule.allowHost(origin));
                }
            }));
        }
        config.routes.before(
                asked -> asked.header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff"));
        config.routes.exception(Problem.class, (problem, asked) -> send(asked, problem.answer()));
        config.routes.exception(
                HttpResponseException.class,
                (refusal, asked) -> send(
                        asked,
                        Problem.lasting(
                                        refusal.getStatus(),
                                        refusal.getStatus() == 404 ? "address-unknown" : "not-possible",
                                        String.valueOf(refusal.getMessage()),
                                        "/openapi.yaml describes the addresses.")
                                .answer()));
        config.routes.exception(Exception.class, (failure, asked) -> {
            LOG.atError().setCause(failure).addKeyValue("path", asked.path()).log("A request could not be answered");
            send(asked, Problem.undelivered("The events could not be taken.").answer());
        });
    }

    private void routes(JavalinConfig config) {
        for (var call : Call.values()) {
            call.paths().forEach(path -> config.routes.post(path, asked -> track(asked, call)));
        }
        config.routes.post(EVENTS, this::cloudEvents);
        config.routes.get("/health/live", asked -> send(asked, health(true)));
        config.routes.get("/health/ready", asked -> send(asked, health(!stopping && delivery.flows())));
        config.routes.get("/metrics", asked -> asked.contentType(Meters.TEXT).result(meters.scrape()));
        config.routes.get(
                "/openapi.yaml",
                asked -> asked.contentType("application/yaml; charset=utf-8").result(openApi()));
    }

    private void track(Context asked, Call call) {
        var began = System.nanoTime();
        var document = Json.read(Bodies.of(asked::attribute));
        requireKey(asked, document.path("writeKey").textValue());
        take(asked, call.paths().get(0), tracking.read(call, document, clock.instant()), began);
    }

    private void cloudEvents(Context asked) {
        var began = System.nanoTime();
        var body = Bodies.of(asked::attribute);
        requireKey(asked, null);
        var readings = cloudEvents.read(asked.contentType(), asked.headerMap(), body, clock.instant());
        take(asked, EVENTS, readings, began);
    }

    /** A wrong key in the header has been refused already, before the body was read. */
    private void requireKey(Context asked, @Nullable String inBody) {
        var inHeader = Keys.in(asked.header("Authorization"));
        if (!keys.admits(inHeader == null ? inBody : inHeader)) {
            throw Problem.unknownKey();
        }
    }

    private void take(Context asked, String address, List<Reading> readings, long began) {
        List<SpecificRecord> events = readings.stream()
                .filter(Reading.Taken.class::isInstance)
                .map(reading -> ((Reading.Taken) reading).event())
                .toList();
        CompletableFuture<Void> delivered =
                events.isEmpty() ? CompletableFuture.completedFuture(null) : delivery.deliver(events);
        // Not on the thread that brings the broker's answers: a sender may be slow to take its own.
        asked.future(() -> delivered
                .handleAsync(
                        (all, trouble) -> {
                            readings.forEach(reading -> meters.count(address, reading, trouble == null));
                            return trouble == null
                                    ? Receipt.of(readings)
                                    : undelivered(trouble).answer();
                        },
                        http.jettyServer().threadPool())
                .thenAccept(answer -> {
                    send(asked, answer);
                    meters.time(answer.status(), Duration.ofNanos(System.nanoTime() - began));
                }));
    }

    private static Problem undelivered(Throwable trouble) {
        var cause = trouble instanceof CompletionException && trouble.getCause() != null ? trouble.getCause() : trouble;
        if (cause instanceof EventNotSentException && cause.getCause() instanceof RecordTooLargeException) {
            return Problem.lasting(
                    413, "event-too-large", "An event is larger than the broker takes.", "Send less with one event.");
        }
        return Problem.undelivered("The broker has not taken all events of the request in time.");
    }

    private Answer health(boolean well) {
        return new Answer(
                well ? 200 : 503, Json.bytes(Json.object().put("up", well).put("waiting", delivery.waiting())), null);
    }

    private static void send(Context asked, Answer answer) {
        var retryAfter = answer.retryAfter();
        if (retryAfter != null) {
            asked.header("Retry-After", Long.toString(retryAfter.toSeconds()));
        }
        asked.status(answer.status()).contentType("application/json").result(answer.body());
    }

    private static byte[] openApi() {
        try (var stream = Collector.class.getResourceAsStream("openapi.yaml")) {
            if (stream == null) {
                throw new IllegalStateException("The jar lacks io/sojourn/collector/openapi.yaml.");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return listening.port();
    }

    /** For the test that compares what is served with what is documented. */
    Javalin http() {
        return http;
    }

    /** Takes nothing new, answers what is under way when the broker has it, then lets go of the broker. */
    @Override
    public void close() {
        stopping = true;
        http.stop();
        afterwards.run();
        meters.close();
    }
}
