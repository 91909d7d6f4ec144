package io.sojourn.collector;

import static org.awaitility.Awaitility.await;

import io.sojourn.cli.Main;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code sojourn collect} as a process of its own, so that it can be killed or measured. */
final class CollectorProcess {
    private CollectorProcess() {}

    /** For a start that takes half as long; not where speed is measured. */
    static final List<String> HASTY = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    static Process start(House house, List<String> jvm, int port, Path log, String... settings) throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        command.addAll(jvm);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "collect",
                "--set=kafka.bootstrap.servers=" + house.broker.bootstrapServers(),
                "--set=schema.registry.url=" + house.registry,
                "--set=collector.port=" + port));
        for (var setting : settings) {
            command.add("--set=" + setting);
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static void awaitListening(int port) {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        return socket.isConnected();
                    } catch (IOException e) {
                        return false;
                    }
                });
    }
}
