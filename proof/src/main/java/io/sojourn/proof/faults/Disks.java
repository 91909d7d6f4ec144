package io.sojourn.proof.faults;

import io.sojourn.proof.faults.site.Broker;
import io.sojourn.proof.faults.site.Instance;
import io.sojourn.proof.faults.site.Site;
import io.sojourn.proof.faults.site.Watch;
import io.sojourn.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** Local state that is full, broken, old, or no longer where the group's positions are. */
final class Disks {
    private static final String SAYS_DISK = "readiness says that the disk is full";

    private static final Duration WITHIN = Duration.ofSeconds(40);
    private static final Duration A_LOOK = Duration.ofSeconds(1);
    private static final Duration SOME_SECONDS = Duration.ofSeconds(4);
    private static final int FOR_STATE = 64;
    private static final int FOR_BROKER = 256;
    private static final long HIGH_WATERMARK = -1;

    private Disks() {}

    /** The disk of the local state fills up to the last byte, and is emptied again. */
    static Plot full(boolean filled) {
        return site -> {
            Instance instance = site.instance(0);
            SmallDisk disk = SmallDisk.over(instance.stateDir(), FOR_STATE);
            site.undoAtTheEnd(disk);
            site.open(1);
            Crashes.awaitWork(site);
            if (filled) {
                disk.fill();
            }
            site.found(
                    SAYS_DISK, Watch.within(WITHIN, () -> instance.readiness().contains("\"DISK\"")));
            site.after(SOME_SECONDS);
            disk.free();
            // It may have stopped, if it had to write meanwhile, and is started again then; it may not hang.
            site.awaitWorking();
        };
    }

    /** The broker's disk fills up to the last byte; once there is room, it is started again. */
    static Plot brokerFull() {
        return site -> {
            Broker broker = site.broker();
            broker.stop();
            Path before = site.dir().resolve("broker-before");
            Files.move(broker.data(), before);
            SmallDisk disk = SmallDisk.over(broker.data(), FOR_BROKER);
            site.undoAtTheEnd(disk);
            copy(before, broker.data());
            broker.startAgain();
            site.open(1);
            Crashes.awaitWork(site);
            disk.fill();
            site.found("the broker gives up", broker.endsWithin(WITHIN));
            disk.free();
            broker.startAgain();
        };
    }

    /** Files of the local state hold nonsense at the next start. */
    static Plot corrupted() {
        return Plot.whileRunning(site -> {
            Instance instance = site.instance(0);
            Crashes.awaitWork(site);
            instance.stop();
            for (Path file : files(instance.stateDir(), name -> name.endsWith(".sst") || name.startsWith("MANIFEST"))) {
                byte[] nonsense = new byte[(int) Files.size(file)];
                site.random().nextBytes(nonsense);
                Files.write(file, nonsense);
            }
            instance.startOnce();
            Instant started = Instant.now();
            Watch.within(WITHIN, () -> !instance.isAlive() || site.watch().tickSince(started, A_LOOK));
            boolean works = instance.isAlive();
            site.found("goes on, or says why not", works || instance.says("Error opening store"));
            if (!works) {
                instance.close();
                Utils.delete(instance.stateDir().toFile());
                instance.start();
            }
        });
    }

    /**
     * The group's positions on the ledger are gone, and what was decided from it is still there.
     *
     * @param all whether that is gone too
     */
    static Plot positionsLost(boolean all) {
        return Plot.whileRunning(site -> {
            Instance instance = site.instance(0);
            site.atShare(0.8);
            instance.stop();
            Layouts.forgetPositions(site, List.of(Topics.LEDGER));
            if (all) {
                Utils.delete(instance.stateDir().toFile());
                cutChangelog(site);
            }
            instance.start();
        });
    }

    /**
     * An older copy of the local state is put back under newer positions.
     *
     * @param claims whether it claims to be as new as they are
     */
    static Plot oldState(boolean claims) {
        return Plot.whileRunning(site -> {
            Instance instance = site.instance(0);
            Path old = site.dir().resolve("state-old");
            Crashes.awaitWork(site);
            instance.stop();
            copy(instance.stateDir(), old);
            instance.start();
            site.awaitWorking();
            Crashes.awaitWork(site);
            instance.stop();
            Path now = site.dir().resolve("state-now");
            Files.move(instance.stateDir(), now);
            copy(old, instance.stateDir());
            if (claims) {
                StoreOffsets.copy(now, instance.stateDir());
            }
            instance.start();
        });
    }

    private static void cutChangelog(Site site) throws ExecutionException, InterruptedException {
        String changelog = site.outside().applicationId() + "-customers-changelog";
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        for (int partition = 0; partition < Site.LEDGER_PARTITIONS; partition++) {
            all.put(new TopicPartition(changelog, partition), RecordsToDelete.beforeOffset(HIGH_WATERMARK));
        }
        Map<String, String> deletable = Map.of("cleanup.policy", "compact,delete");
        Layouts.set(site, changelog, deletable);
        site.admin().deleteRecords(all).all().get();
    }

    private static List<Path> files(Path dir, Predicate<String> named) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> named.test(String.valueOf(file.getFileName())))
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        files(from, name -> true).forEach(file -> {
            try {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
