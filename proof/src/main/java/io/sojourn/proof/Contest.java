package io.sojourn.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.proof.contender.Child;
import io.sojourn.proof.contender.Contenders;
import io.sojourn.proof.contender.Outcome;
import io.sojourn.proof.flink.FlinkJvm;
import io.sojourn.proof.load.Decisions;
import io.sojourn.proof.load.Ground;
import io.sojourn.proof.load.Load;
import io.sojourn.proof.load.Loader;
import io.sojourn.replay.BrokerLedger;
import io.sojourn.replay.LedgerCopy;
import io.sojourn.replay.Pull;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;

/** A broker with the load on it, and contenders who run against it one after the other. */
final class Contest implements AutoCloseable {
    /** Of the ledger and the inputs, where nothing else is said. */
    static final int PARTITIONS = 4;

    /** The latest value of each customer is picked out on this process's heap. */
    private static final int MOST_ADDED_UP = 1_000_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cluster cluster;
    private final Load load;
    private final int partitions;
    private final Path folder;
    private final Admin admin;
    private final Set<String> given;

    /** @param ready whether the load is a ready ledger, rather than what the sources send */
    static Contest prepare(Load load, boolean ready, int partitions, Path folder) throws Exception {
        Cluster cluster = Cluster.start(folder.resolve("broker"));
        Ground ground = cluster.ground(partitions, load.events(), 0, folder);
        try (Loader loader = new Loader(ground)) {
            if (ready) {
                loader.ledger(load);
            } else {
                loader.inputs(load);
            }
        }
        Contest contest = new Contest(cluster, load, partitions, folder, ground);
        if (!ready) {
            contest.given.removeAll(Set.of(Topics.LEDGER, Topics.CLOCK, Topics.WATERMARKS));
        }
        return contest;
    }

    private Contest(Cluster cluster, Load load, int partitions, Path folder, Ground ground)
            throws ExecutionException, InterruptedException {
        this.cluster = cluster;
        this.load = load;
        this.partitions = partitions;
        this.folder = folder;
        admin = Admin.create(ground.kafka());
        given = new HashSet<>(admin.listTopics().names().get());
    }

    /** Lets one contender run, and cleans up behind it. */
    Measured run(String contender, int round, List<String> options) throws Exception {
        Path scratch = Files.createDirectories(folder.resolve("run"));
        Ground ground = cluster.ground(partitions, load.events(), warmUp(), scratch);
        Footprint before = Footprint.of(admin);
        Duration brokerBefore = cluster.cpu();
        try (JavaProcess child = start(contender, ground, options)) {
            Outcome outcome = JSON.readValue(child.line(), Outcome.class);
            Duration brokerCpu = cluster.cpu().minus(brokerBefore);
            Footprint left = Footprint.of(admin).since(before);
            Decisions.awaitCommitted(admin, partitions);
            Decisions decisions = Contenders.readsInputs(contender) ? ofItsOwnLedger(ground) : Decisions.read(ground);
            return new Measured(
                    contender,
                    round,
                    outcome.events(),
                    load.events(),
                    outcome.seconds(),
                    outcome.cpuSeconds(),
                    brokerCpu.toMillis() / 1e3,
                    outcome.peakRssBytes(),
                    decisions,
                    left.outputBytes(),
                    left.changelogBytes(),
                    stateBytes(outcome, ground) / load.customers());
        } finally {
            forget(ground);
        }
    }

    /** Pulls a local copy of the ledger. */
    void copy(Path into) {
        Ground ground = cluster.ground(partitions, load.events(), 0, folder);
        try (WireFormat wire = new WireFormat(Map.of("schema.registry.url", ground.registry()))) {
            new Pull(new BrokerLedger(ground.kafka()), LedgerCopy.in(into), wire).run();
        }
    }

    private long stateBytes(Outcome outcome, Ground ground) throws ExecutionException, InterruptedException {
        if (outcome.stateBytes() > 0 || load.customers() > MOST_ADDED_UP) {
            return outcome.stateBytes();
        }
        return Footprint.stateBytes(ground, admin);
    }

    private static JavaProcess start(String contender, Ground ground, List<String> options) throws IOException {
        List<String> flink = Contenders.asFlink(contender, ground);
        return flink.isEmpty()
                ? JavaProcess.start(options, Child.class, Child.arguments(contender, ground))
                : JavaProcess.start(FlinkJvm.command(options, flink), contender);
    }

    /**
     * Several topics arrive in an order of their own, and what is told late is decided about late. So the whole product is
     * held against the fold of the ledger that it wrote itself.
     */
    private Decisions ofItsOwnLedger(Ground ground) throws ExecutionException, InterruptedException {
        Decisions.awaitQuiet(admin, partitions);
        Decisions published = Decisions.read(ground);
        Decisions folded = Decisions.folded(ground);
        if (!published.equals(folded)) {
            throw new IllegalStateException("published were " + published + ", its ledger says " + folded);
        }
        return published;
    }

    private int warmUp() {
        return load.events() / 4;
    }

    private void forget(Ground ground) throws Exception {
        Decisions.forget(ground, admin);
        Set<String> left = admin.listTopics().names().get().stream()
                .filter(topic -> !given.contains(topic))
                .collect(Collectors.toSet());
        admin.deleteTopics(left).all().get();
        Utils.delete(ground.scratch().toFile());
    }

    @Override
    public void close() {
        admin.close();
        cluster.close();
    }
}
