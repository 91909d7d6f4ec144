package io.sojourn.history;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sojourn.Settings;
import io.sojourn.authoring.PolicyChoice;
import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.dev.EmbeddedRegistry;
import io.sojourn.policy.Policies;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.Figures;
import io.sojourn.stream.Pipeline;
import io.sojourn.stream.TopicKeeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;

/**
 * A file through the whole real pipeline, without a cluster: a broker and a registry of its own, which go when it ends.
 */
public final class Trial {
    private static final String ID = "trial";

    private final TrialPlan plan;
    private final Settings base;
    private final Progress progress;

    /** Of {@code base}, what concerns decisions is kept (such as the window's length), and what names a cluster is not. */
    public Trial(TrialPlan plan, Settings base, Progress progress) {
        this.plan = plan;
        this.base = base;
        this.progress = progress;
    }

    /**
     * Runs to the end.
     *
     * @throws io.sojourn.authoring.PolicyRefusedException with all that is wrong with the policy's file
     * @throws MappingRefusedException where the mapping does not fit the file
     * @throws FileRefusedException where the file cannot be read, or holds nothing to decide about
     */
    public TrialOutcome run() throws IOException {
        long began = System.nanoTime();
        Policies policies = PolicyChoice.of(base);
        Files.createDirectories(plan.out());
        try (TemporaryFolder folder = TemporaryFolder.create("sojourn-try");
                EmbeddedBroker broker = EmbeddedBroker.start(folder.path().resolve("broker"));
                EmbeddedRegistry registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0)) {
            Settings settings = settings(folder.path(), broker.bootstrapServers(), registry.url());
            try (Admin admin = Admin.create(Map.copyOf(settings.kafka()))) {
                new TopicKeeper(admin, settings).createMissing();
                ImportOutcome imported = importFile(settings);
                Tally tally = imported.fates().orElseThrow();
                Instant asOf = imported.closedAt();
                if (asOf == null) {
                    throw new FileRefusedException(
                            plan.file() + " holds nothing to decide about:\n" + new FateTable(tally).text(), null);
                }
                return decide(settings, policies, admin, folder.path(), tally, asOf, began);
            }
        }
    }

    private ImportOutcome importFile(Settings settings) throws IOException {
        // Held to the end: what is tried ends at the closing tick, and the clock of today must not go on from there.
        ImportPlan whole = new ImportPlan(ID, plan.file(), plan.mapping(), plan.until(), plan.tickEvery(), true, false);
        return new Importer(settings, whole, progress).run();
    }

    private TrialOutcome decide(
            Settings settings, Policies policies, Admin admin, Path folder, Tally tally, Instant asOf, long began)
            throws IOException {
        try (Pipeline pipeline = Pipeline.start(settings, new Figures(new SimpleMeterRegistry()), policies);
                WireFormat wire = new WireFormat(settings.registry());
                Answers answers = new Answers(settings, wire, folder, asOf)) {
            new LedgerEnd(settings, admin, progress).reached(pipeline.streams());
            answers.complete();
            Map<String, Long> rows = answers.write(plan.out());
            return new TrialOutcome(
                    tally,
                    asOf,
                    rows.getOrDefault(Topics.CUSTOMER_STATE + ".csv", 0L),
                    answers.stages(),
                    rows,
                    plan.out(),
                    Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private Settings settings(Path folder, String bootstrapServers, String registryUrl) {
        String currency =
                Objects.requireNonNullElse(plan.mapping().mapping().currency().constant(), base.currency());
        return Settings.defaults()
                .with("application.id", "sojourn-try")
                .with("state.dir", folder.resolve("state").toString())
                .with("kafka.bootstrap.servers", bootstrapServers)
                .with("schema.registry.url", registryUrl)
                .with("input.partitions", "1")
                .with("ledger.partitions", Integer.toString(plan.partitions()))
                .with("replication.factor", "1")
                .with("threads", Integer.toString(plan.threads()))
                .with("commit.interval", plan.commitInterval().toMillis() + "ms")
                .with("money.currency", currency)
                .with("rfm.window.days", Integer.toString(base.windowDays()))
                .with("cache.customers", Integer.toString(base.cachedCustomers()))
                .with("rocksdb.memory", Long.toString(base.rocksdbMemory()));
    }
}
