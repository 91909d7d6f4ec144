package io.sojourn.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.dev.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A standalone worker of Kafka Connect as a process of its own, by the shipped files: what {@code scripts/connect} starts. */
@SuppressWarnings("try") // its close() may be interrupted, and then so is the test
final class ConnectWorker implements AutoCloseable {
    static final Path FILES = Page.ROOT.resolve("docs/examples/connect");

    private static final Path BUILT = Page.ROOT.resolve("connectors/target");

    private final Process process;

    private ConnectWorker(Process process) {
        this.process = process;
    }

    /** Skips the test unless the plugins are there: {@code mvn package} makes them, {@code mvn test} alone does not. */
    static void assumeBuilt() {
        assumeThat(BUILT.resolve("plugins/sojourn"))
                .as("made by `mvn package`, so not there after `mvn test` alone")
                .isNotEmptyDirectory();
    }

    /** Skips the test unless Debezium's sink for databases is there, which is large: {@code -Pwarehouse} makes it. */
    static void assumeBuiltForTheWarehouse() {
        assumeThat(BUILT.resolve("plugins/debezium-connector-jdbc"))
                .as("made by `mvn package -Pwarehouse`; scripts/test -Pwarehouse runs all tests with it")
                .isDirectory();
    }

    /**
     * Starts one.
     *
     * @param dir where its log and its positions are; started there again it goes on from them
     * @param environment what the connector's file names, without broker and registry
     * @param connectors shipped files
     * @param more lines for copies of them, the later of which hold
     */
    static ConnectWorker start(
            Path dir,
            EmbeddedBroker broker,
            EmbeddedRegistry registry,
            Map<String, String> environment,
            List<String> connectors,
            String... more)
            throws IOException {
        Path worker = withMore(
                dir,
                "worker.properties",
                "plugin.path=" + BUILT.resolve("plugins"),
                "listeners=http://127.0.0.1:0",
                "offset.storage.file.filename=" + positions(dir));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + FILES.resolve("logback.xml"),
                "-cp",
                BUILT.resolve("lib") + "/*",
                "org.apache.kafka.connect.cli.ConnectStandalone",
                worker.toString()));
        for (String connector : connectors) {
            command.add(withMore(dir, connector, more).toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> all = new HashMap<>(environment);
        all.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        all.put("SCHEMA_REGISTRY_URL", registry.url());
        builder.environment().putAll(all);
        return new ConnectWorker(builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        dir.resolve("worker.log").toFile()))
                .start());
    }

    /** Where a worker started in this folder keeps how far its sources are. */
    static Path positions(Path dir) {
        return dir.resolve("worker.positions");
    }

    /** All that workers started in this folder have logged. */
    static String log(Path dir) throws IOException {
        return Files.readString(dir.resolve("worker.log"));
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        boolean stopped = process.waitFor(30, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(stopped).as("stops when it is told to").isTrue();
    }

    private static Path withMore(Path dir, String file, String... lines) throws IOException {
        List<String> all = new ArrayList<>(Files.readAllLines(FILES.resolve(file)));
        all.addAll(List.of(lines));
        return Files.write(dir.resolve(file), all);
    }
}
