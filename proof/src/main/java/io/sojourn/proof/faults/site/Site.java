package io.sojourn.proof.faults.site;

import io.sojourn.Settings;
import io.sojourn.proof.faults.script.Script;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.TopicKeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Where one run takes place: a broker, a registry, up to three instances, and whoever sends the script. */
@SuppressWarnings("try") // Its close() may be interrupted, and then so are we.
public final class Site implements AutoCloseable {
    public static final int INPUT_PARTITIONS = 2;
    public static final int LEDGER_PARTITIONS = 3;

    private static final String REPLICAS = "replication.factor";
    private static final int INSTANCES = 3;
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);

    private final Path dir;
    private final Brokers brokers;
    private final RegistryHost registry;
    private final WireFormat wire;
    private final Admin admin;
    private final Settings settings;
    private final List<Instance> instances = new ArrayList<>();
    private final Script script;
    private final Random random;
    private final Map<String, Boolean> findings = new TreeMap<>();
    private final ScheduledExecutorService serviceManager = Executors.newSingleThreadScheduledExecutor();
    private @Nullable Sender sender;
    private Instant begin = Instant.EPOCH;
    private boolean ended;
    private int imported;
    private final List<AutoCloseable> undone = new ArrayList<>();

    private Site(Path dir, Map<String, String> overrides, Script script, long seed) throws IOException {
        this.dir = dir;
        this.script = script;
        random = new Random(seed);
        // As many as the topics shall have replicas.
        brokers = Brokers.start(dir.resolve("brokers"), Integer.parseInt(overrides.getOrDefault(REPLICAS, "1")));
        registry = new RegistryHost(brokers.direct());
        Map<String, String> all = new TreeMap<>(settings());
        all.putAll(overrides);
        for (int i = 0; i < INSTANCES; i++) {
            Map<String, String> own = new TreeMap<>(all);
            own.put("state.dir", dir.resolve("state-" + i).toString());
            instances.add(new Instance(own, dir.resolve("instance-" + i + ".log")));
        }
        Settings outside = Settings.defaults();
        for (Map.Entry<String, String> setting : all.entrySet()) {
            outside = outside.with(setting.getKey(), setting.getValue());
        }
        settings = outside.with("kafka.bootstrap.servers", brokers.direct());
        wire = new WireFormat(settings.registry());
        admin = Admin.create(Map.of("bootstrap.servers", brokers.direct()));
        new TopicKeeper(admin, settings).createMissing();
        TopicKeeper.registerSchemas(wire);
        var unused = serviceManager.scheduleWithFixedDelay(this::keepUp, 1, 1, TimeUnit.SECONDS);
    }

    private void keepUp() {
        try {
            for (Instance instance : instances) {
                instance.keepUp();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With broker and registry up, the topics there, and no instance yet. */
    public static Site open(Path dir, Map<String, String> overrides, Script script, long seed) throws IOException {
        return new Site(dir, overrides, script, seed);
    }

    /** As shipped but for what makes faults bite sooner: short absences, small caches, and few partitions. */
    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("kafka.bootstrap.servers", brokers.throughDoors());
        settings.put("schema.registry.url", registry.url());
        settings.put("input.partitions", "" + INPUT_PARTITIONS);
        settings.put("ledger.partitions", "" + LEDGER_PARTITIONS);
        settings.put(REPLICAS, "1");
        settings.put("tick.interval", "200ms");
        settings.put("commit.interval", "200ms");
        settings.put("commit.interval.behind", "200ms");
        settings.put("cache.customers", "50");
        settings.put("rocksdb.memory", "32MiB");
        settings.put("http.port", "0");
        settings.put("kafka.session.timeout.ms", "3000");
        settings.put("kafka.heartbeat.interval.ms", "700");
        return settings;
    }

    /** Starts so many instances, waits until they work, and begins to send. */
    public void open(int instances) throws IOException, InterruptedException {
        for (Instance instance : this.instances.subList(0, instances)) {
            instance.start();
        }
        for (Instance instance : this.instances.subList(0, instances)) {
            instance.awaitRunning(STARTS_WITHIN);
        }
        awaitWorking();
        send();
    }

    /** Begins to send; this is the beginning of the run. */
    public void send() {
        begin = Instant.now();
        sender = new Sender(brokers.direct(), wire, script, begin);
    }

    /** Waits for this moment of the run. */
    public void at(Duration moment) {
        long wait = Duration.between(Instant.now(), begin.plus(moment)).toNanos();
        while (wait > 0) {
            LockSupport.parkNanos(wait);
            wait = Duration.between(Instant.now(), begin.plus(moment)).toNanos();
        }
    }

    /** Waits from now on. */
    public void after(Duration span) {
        at(Duration.between(begin, Instant.now()).plus(span));
    }

    /** Waits for a share of the script's length. */
    public void atShare(double share) {
        at(Duration.ofMillis((long) (script.length().toMillis() * share)));
    }

    /** Returns when a tick of now is in the ledger: an instance has its tasks and all it waits for. */
    public void awaitWorking() throws InterruptedException {
        Watch watch = watch();
        if (!watch.tickSince(Instant.now(), STARTS_WITHIN)) {
            throw new IllegalStateException("no tick within " + STARTS_WITHIN + "; the instances' logs are in " + dir);
        }
    }

    /** Something this run was to show beside what it left on its topics. */
    public void found(String what, boolean holds) {
        findings.merge(what, holds, Boolean::logicalAnd);
    }

    public Map<String, Boolean> findings() {
        return findings;
    }

    /** What has been found is all there is to see: the work cannot be finished. */
    public void endsHere() {
        ended = true;
    }

    public boolean hasEnded() {
        return ended;
    }

    /** Beside what was sent, so many rows of a {@link io.sojourn.proof.faults.script.Past} came in. */
    public void imported(int rows) {
        imported = rows;
    }

    public int imported() {
        return imported;
    }

    /** To be closed once nothing of this run is left that needs it. */
    public void undoAtTheEnd(AutoCloseable done) {
        undone.add(done);
    }

    /** Returns when all of the script has been sent. */
    public void awaitSent() throws InterruptedException {
        Objects.requireNonNull(sender, "nothing was sent").await();
    }

    public Watch watch() {
        return new Watch(admin, brokers.direct(), wire, settings);
    }

    /** The first, and mostly the only one. */
    public Broker broker() {
        return brokers.broker(0);
    }

    public Brokers brokers() {
        return brokers;
    }

    public RegistryHost registry() {
        return registry;
    }

    public Instance instance(int number) {
        return instances.get(number);
    }

    public List<Instance> instances() {
        return instances;
    }

    public Random random() {
        return random;
    }

    public Admin admin() {
        return admin;
    }

    public WireFormat wire() {
        return wire;
    }

    /** Of the instances, but reaching the broker directly. */
    public Settings outside() {
        return settings;
    }

    public Script script() {
        return script;
    }

    public Instant begin() {
        return begin;
    }

    public Path dir() {
        return dir;
    }

    @Override
    public void close() throws Exception {
        serviceManager.shutdownNow();
        for (Instance instance : instances) {
            instance.close();
        }
        if (sender != null) {
            sender.close();
        }
        registry.close();
        wire.close();
        admin.close(Duration.ofSeconds(1));
        brokers.close();
        for (AutoCloseable done : undone) {
            done.close();
        }
    }
}
