package io.sojourn.proof;

import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.dev.EmbeddedRegistry;
import io.sojourn.proof.load.Ground;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A broker and a schema registry in a process of their own, so that their cost is seen apart. */
final class Cluster implements AutoCloseable {
    private final JavaProcess process;
    private final String bootstrap;
    private final String registry;

    private Cluster(JavaProcess process, String bootstrap, String registry) {
        this.process = process;
        this.bootstrap = bootstrap;
        this.registry = registry;
    }

    static Cluster start(Path dir) throws IOException {
        JavaProcess process = JavaProcess.start(List.of("-Xmx1g"), Cluster.class, List.of(dir.toString()));
        String[] addresses = process.line().split(" ", -1);
        return new Cluster(process, addresses[0], addresses[1]);
    }

    Ground ground(int partitions, int events, int warmUp, Path scratch) {
        return new Ground(bootstrap, registry, partitions, events, warmUp, scratch);
    }

    Duration cpu() {
        return process.cpu();
    }

    @Override
    public void close() {
        process.close();
    }

    /** The process itself: prints both addresses and ends with its input. */
    public static void main(String[] args) throws IOException {
        Path dir = Path.of(args[0]);
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir);
                EmbeddedRegistry registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0)) {
            System.out.println(broker.bootstrapServers() + " " + registry.url());
            System.out.flush();
            while (System.in.read() >= 0) {}
        }
    }
}
