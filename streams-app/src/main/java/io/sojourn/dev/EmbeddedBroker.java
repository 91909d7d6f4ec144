package io.sojourn.dev;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.DynamicVoters;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker, of one node, in this process: Kafka's production classes, listening on 127.0.0.1 only. What it is
 * told stays in its folder; started there again it is the same cluster with the same data, on the same port if that is
 * still free.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final String HOST = "127.0.0.1";
    private static final int NODE = 1;

    private final BrokerServer broker;
    private final ControllerServer controller;
    private final String bootstrapServers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(BrokerServer broker, ControllerServer controller) {
        this.broker = broker;
        this.controller = controller;
        this.bootstrapServers = HOST + ":" + broker.boundPort(new ListenerName(BrokerSettings.CLIENTS));
    }

    /** Starts a broker with its data in {@code dir}, which is created if need be; returns when it takes requests. */
    public static EmbeddedBroker start(Path dir) {
        return start(dir, Map.of());
    }

    /**
     * Starts a broker.
     *
     * @param dir where its data is, created if need be; one broker at a time
     * @param overrides any broker setting by Kafka's own name, such as {@code message.max.bytes}; they win over ours
     * @throws IllegalStateException if it does not start, with the reason
     */
    public static EmbeddedBroker start(Path dir, Map<String, String> overrides) {
        try {
            Path data = Files.createDirectories(dir.toAbsolutePath().resolve("kafka"));
            Path portFile = data.resolve("sojourn.port");
            Map<String, String> settings = new HashMap<>(BrokerSettings.of(NODE, data, portToListenOn(portFile)));
            settings.putAll(overrides);
            KafkaConfig config = new KafkaConfig(settings, false);
            if (!Files.exists(data.resolve("meta.properties"))) {
                format(data, settings);
            }
            EmbeddedBroker started = startup(config);
            Files.writeString(portFile, started.bootstrapServers.substring(HOST.length() + 1));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded broker cannot use " + dir, e);
        }
    }

    /** Where clients find it: host and port. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops it in order, so that the next start needs no recovery. A second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            stop(broker, controller);
        }
    }

    private static EmbeddedBroker startup(KafkaConfig config) {
        // As KafkaRaftServer does it. That class keeps its broker to itself, and with it the port it was given.
        var directories = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        var properties = directories._1();
        SharedServer shared = new SharedServer(
                config,
                properties,
                Time.SYSTEM,
                Server.initializeMetrics(
                        config, Time.SYSTEM, properties.clusterId().orElseThrow()),
                CompletableFuture.completedFuture(Map.<Integer, InetSocketAddress>of()),
                QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
                // Kafka's own handler ends the process on a fatal fault; this process has others living in it.
                (name, fatal, action) -> new LoggingFaultHandler(name, action),
                ServerSocketFactory.INSTANCE);
        BrokerServer broker = new BrokerServer(shared);
        ControllerServer controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
        try {
            controller.startup();
            broker.startup();
            return new EmbeddedBroker(broker, controller);
        } catch (RuntimeException e) {
            stop(broker, controller);
            throw new IllegalStateException("the embedded broker did not start: " + e.getMessage(), e);
        }
    }

    /** The broker before the controller, which it needs to hand over what it leads; otherwise a restart waits for it. */
    private static void stop(BrokerServer broker, ControllerServer controller) {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }

    private static void format(Path data, Map<String, String> settings) {
        String voter = NODE + "@" + HOST + ":0:" + Uuid.randomUuid();
        try {
            new Formatter()
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(data.toString())
                    .setMetadataLogDirectory(data.toString())
                    .setControllerListenerName(settings.get("controller.listener.names"))
                    // Only a dynamic quorum lets the controller choose a free port at every start.
                    .setHasDynamicQuorum(true)
                    .setInitialControllers(DynamicVoters.parse(voter))
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("the embedded broker cannot prepare " + data + ": " + e.getMessage(), e);
        }
    }

    /** The port of last time if it is still free, so that clients of a restarted broker find it; otherwise any. */
    private static int portToListenOn(Path portFile) throws IOException {
        if (!Files.exists(portFile)) {
            return 0;
        }
        int last = Integer.parseInt(Files.readString(portFile).strip());
        try (ServerSocket probe = new ServerSocket(last, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException taken) {
            LOG.info("Port {} of the embedded broker is taken by now, using another", last);
            return 0;
        }
    }
}
