package io.sojourn.proof.faults.site;

import io.sojourn.proof.JavaProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One broker in a process of its own; {@link Brokers} says how it is set. */
public final class Broker implements AutoCloseable {
    private static final List<String> OPTIONS =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);
    private static final String CLUSTER = "c29qb3Vybi1mYXVsdHMtMQ";

    private final Map<String, String> settings;
    private final Path log;
    private JavaProcess process;

    private Broker(Map<String, String> settings, Path log) throws IOException {
        this.settings = settings;
        this.log = log;
        process = begin();
    }

    /** Begins to start; several wait for one another. */
    static Broker begin(Map<String, String> settings, Path log) throws IOException {
        return new Broker(settings, log);
    }

    /** Returns when it takes requests. */
    void await() throws IOException {
        process.line();
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /** An orderly stop. */
    public void stop() {
        process.close();
    }

    /** Again, with the data it had; returns when it takes requests. */
    public void startAgain() throws IOException {
        process = begin();
        await();
    }

    /** Stands still until {@link #resume}, connections and all. */
    public void pause() throws IOException, InterruptedException {
        process.signal("STOP");
    }

    public void resume() throws IOException, InterruptedException {
        process.signal("CONT");
    }

    /** Whether it ends by itself within {@code patience}. */
    public boolean endsWithin(Duration patience) throws InterruptedException {
        return Watch.within(patience, () -> !process.isAlive());
    }

    /** Where it keeps what it holds. */
    public Path data() {
        return Path.of(Objects.requireNonNull(settings.get(Brokers.DATA)));
    }

    private JavaProcess begin() throws IOException {
        List<String> args = new ArrayList<>();
        settings.forEach((key, value) -> args.add(key + "=" + value));
        return JavaProcess.start(OPTIONS, JavaProcess.classPath(), Broker.class, args, Map.of(), log);
    }

    @Override
    public void close() {
        try {
            process.signal("CONT");
            process.close();
            process.exitCode(STOPS_WITHIN);
        } catch (IOException e) {
            process.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The process itself: says when it takes requests, and ends with its input. */
    public static void main(String[] args) throws Exception {
        KafkaConfig config = new KafkaConfig(Pairs.of(List.of(args)), false);
        Path data = Files.createDirectories(Path.of(config.metadataLogDir()));
        if (!Files.exists(data.resolve("meta.properties"))) {
            new Formatter()
                    .setNodeId(config.nodeId())
                    .setClusterId(CLUSTER)
                    .addDirectory(data.toString())
                    .setMetadataLogDirectory(data.toString())
                    .setControllerListenerName(Brokers.CONTROLLER)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                    .run();
        }
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        System.out.println("up");
        System.out.flush();
        while (System.in.read() >= 0) {}
        server.shutdown();
        System.exit(0);
    }
}
