package io.sojourn.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.sojourn.Settings;
import io.sojourn.schemas.RegistryUnavailableException;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.Figures;
import io.sojourn.stream.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door for questions: an HTTP server in front of one instance; {@code /openapi.yaml} describes every address. */
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration HISTORY_LIMIT = Duration.ofSeconds(10);
    private static final int HISTORIES_AT_ONCE = 4;
    private static final Duration IDLE = Duration.ofMillis(50);
    // A neighbour's answer is one look into its store: whoever needs longer is stuck.
    private static final Duration NEIGHBOURS_PATIENCE = Duration.ofSeconds(5);

    private final Javalin http;
    private final List<Runnable> afterwards = new ArrayList<>();

    private ApiServer(Javalin http, HistoryReader histories) {
        this.http = http;
        afterwards.add(histories::close);
    }

    /**
     * Starts to listen, in front of a running pipeline. Close this first, then the pipeline, then the metrics.
     *
     * @param settings where to listen (port 0 takes any free one, see {@link #port()}) and when to be ready
     * @param figures what the pipeline counts with, made on the registry of {@code metrics}
     * @throws IllegalStateException when the port is taken
     */
    public static ApiServer start(Settings settings, Pipeline pipeline, Figures figures, Metrics metrics) {
        var wire = new WireFormat(settings.registry());
        var histories = new HistoryReader(settings.kafka(), wire::decode, HISTORY_LIMIT, HISTORIES_AT_ONCE);
        try {
            var server = start(settings, new PipelineInstance(settings, pipeline, figures), histories, metrics);
            server.afterwards.add(wire::close);
            metrics.watch(pipeline.streams());
            return server;
        } catch (RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    /**
     * Starts to listen.
     *
     * @param settings  where to listen (port 0 takes any free one, see {@link #port()}) and when to be ready
     * @param histories closed together with the server
     * @throws IllegalStateException when the port is taken
     */
    static ApiServer start(Settings settings, Instance instance, HistoryReader histories, Metrics metrics) {
        var host = settings.httpHost();
        var port = settings.httpPort();
        var readiness = new Readiness(settings.readyMaxLag(), settings.minFreeDisk());
        metrics.watch(instance, readiness);
        var neighbours = new Neighbours(NEIGHBOURS_PATIENCE);
        var customers = new CustomerDesk(instance, neighbours, histories);
        var census = new Census(instance, neighbours);
        var health = new Health(instance, readiness);
        var http = Javalin.create(config -> {
            settle(config);
            config.routes.get("/", Documents::index);
            config.routes.get("/openapi.yaml", Documents::openApi);
            config.routes.get("/customers/{id}", asked -> send(asked, customers.customer(asked)));
            config.routes.get("/customers/{id}/history", asked -> send(asked, customers.history(asked)));
            config.routes.get("/stages", asked -> send(asked, census.stages(Neighbours.isForwarded(asked))));
            config.routes.get("/health/live", asked -> send(asked, health.live()));
            config.routes.get("/health/ready", asked -> send(asked, health.ready()));
            config.routes.get(
                    "/metrics", asked -> asked.contentType(Metrics.TEXT).result(metrics.scrape()));
        });
        try {
            http.start(host, port);
        } catch (JavalinBindException e) {
            throw new IllegalStateException(
                    "Cannot listen on " + host + ":" + port + ": it is taken or not ours. Set http.port or http.host.",
                    e);
        }
        // Connections that others keep open for later need not hold up the stop for the usual second.
        for (var connector : http.jettyServer().server().getConnectors()) {
            ((AbstractConnector) connector).setShutdownIdleTimeout(IDLE.toMillis());
        }
        LOG.atInfo().addKeyValue("url", "http://" + host + ":" + http.port()).log("Query API is listening");
        return new ApiServer(http, histories);
    }

    private static void settle(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.jetty.threadPool = threads();
        config.jetty.modifyServer(server -> {
            server.insertHandler(new GracefulHandler());
            server.setStopTimeout(GRACE.toMillis());
        });
        // Customer ids come from elsewhere and may hold anything, an escaped slash included.
        config.jetty.modifyHttpConfiguration(settings -> settings.setUriCompliance(UriCompliance.UNSAFE));
        config.jetty.modifyServletContextHandler(
                context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
        config.routes.before(
                asked -> asked.header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff"));
        config.routes.exception(Problem.class, (problem, asked) -> send(asked, problem.answer()));
        config.routes.exception(
                RegistryUnavailableException.class,
                (failure, asked) -> send(
                        asked,
                        Problem.passing(
                                        "registry-unreachable",
                                        "The schema registry cannot be reached, so decisions cannot be decoded.",
                                        "Check schema.registry.url and that the registry is up; then ask again.")
                                .answer()));
        config.routes.exception(HttpResponseException.class, (refusal, asked) -> send(asked, Problem.of(refusal)));
        config.routes.exception(Exception.class, (failure, asked) -> {
            LOG.atError().setCause(failure).addKeyValue("path", asked.path()).log("A question could not be answered");
            send(asked, Problem.unexpected(failure).answer());
        });
    }

    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool(64, 4);
        threads.setName("sojourn-http");
        threads.setDaemon(true);
        return threads;
    }

    private static void send(Context asked, Answer answer) {
        if (answer.retryAfter() != null) {
            asked.header("Retry-After", answer.retryAfter());
        }
        asked.status(answer.status()).contentType("application/json").result(answer.body());
    }

    /** Where it listens. */
    public int port() {
        return http.port();
    }

    /** For the test that compares what is served with what is documented. */
    Javalin http() {
        return http;
    }

    /** Takes no more questions, lets those under way be answered, then stops. */
    @Override
    public void close() {
        http.stop();
        afterwards.forEach(Runnable::run);
    }
}
