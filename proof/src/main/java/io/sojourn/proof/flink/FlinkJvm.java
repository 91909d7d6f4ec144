package io.sojourn.proof.flink;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A JVM for {@link FlinkLifecycle}, with this one's class path but for two libraries. Flink's RocksDB and that of Kafka
 * Streams have the same classes. And under exactly once Flink's connector reaches into the inside of Kafka's clients, so it
 * gets those of the version it was built with.
 */
public final class FlinkJvm {
    /** As Flink's own configuration opens them to itself on Java 17. */
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.net",
            "java.base/java.io",
            "java.base/java.nio",
            "java.base/sun.nio.ch",
            "java.base/java.lang.reflect",
            "java.base/java.text",
            "java.base/java.time",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/java.util.concurrent.locks");

    private FlinkJvm() {}

    /**
     * The command, yet to be started.
     *
     * @param options for the JVM, such as {@code -Xmx2g}
     * @param arguments for {@link FlinkLifecycle}
     */
    public static ProcessBuilder command(List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        OPENED.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath())));
        command.add(FlinkLifecycle.class.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private static List<String> classPath() {
        List<String> path = new ArrayList<>(clientsOfFlink());
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !isJarOf("rocksdbjni", entry) && !isJarOf("kafka-clients", entry))
                .forEach(path::add);
        return path;
    }

    private static boolean isJarOf(String library, String entry) {
        return Path.of(entry).getFileName().toString().matches(library + "-\\d.*\\.jar");
    }

    /** The build lays them beside our classes. */
    private static List<String> clientsOfFlink() {
        try {
            Path ours = Path.of(FlinkJvm.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> jars = Files.list(ours.resolveSibling("flink-lib"))) {
                return jars.map(Path::toString).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Flink's Kafka clients are not beside our classes: build the module", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
