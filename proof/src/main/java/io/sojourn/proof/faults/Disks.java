package io.sojourn.proof.faults;

import io.sojourn.proof.faults.site.Instance;
import io.sojourn.proof.faults.site.Site;
import io.sojourn.proof.faults.site.Watch;
import io.sojourn.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** Local state that is full, broken, old, or no longer where the group's positions are. */
final class Disks {
    private static final String SAYS_DISK = "readiness says that the disk is full";

    private static final Duration WITHIN = Duration.ofSeconds(40);
    private static final Duration A_LOOK = Duration.ofSeconds(1);
    private static final String SIZE = "size=64m";
    private static final long HIGH_WATERMARK = -1;
    private static final byte[] BLOCK = new byte[64 * 1024];

    private Disks() {}

    /** The disk of the local state fills up to the last byte, and is emptied again. */
    static Plot full(boolean filled) {
        return site -> {
            Instance instance = site.instance(0);
            Path disk = Files.createDirectories(instance.stateDir());
            mount(disk);
            try {
                site.open(1);
                Crashes.awaitWork(site);
                Path filler = disk.resolve("filler");
                if (filled) {
                    fill(filler);
                }
                site.found(
                        SAYS_DISK,
                        Watch.within(WITHIN, () -> instance.readiness().contains("\"DISK\"")));
                site.after(Duration.ofSeconds(4));
                Files.deleteIfExists(filler);
                // It may have stopped, if it had to write meanwhile, and is started again then; it may not hang.
                site.awaitWorking();
            } finally {
                instance.close();
                run("umount", disk.toString());
            }
            instance.start();
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

    /** The group's positions on the ledger are gone, and what was decided from it is still there. */
    static Plot positionsLost() {
        return Plot.whileRunning(site -> {
            site.atShare(0.8);
            site.instance(0).stop();
            Set<TopicPartition> ledger = site.watch().committed().keySet().stream()
                    .filter(partition -> partition.topic().equals(Topics.LEDGER))
                    .collect(Collectors.toSet());
            site.admin()
                    .deleteConsumerGroupOffsets(site.outside().applicationId(), ledger)
                    .all()
                    .get();
            site.instance(0).start();
        });
    }

    /**
     * An older copy of the local state is put back under newer positions.
     *
     * @param cut whether the changelog has lost, too, what lies between
     */
    static Plot oldState(boolean cut) {
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
            Utils.delete(instance.stateDir().toFile());
            copy(old, instance.stateDir());
            if (cut) {
                cutChangelog(site);
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

    private static void mount(Path disk) throws IOException, InterruptedException, SkippedException {
        if (run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", disk.toString()) != 0) {
            throw new SkippedException("a small disk can only be mounted by root");
        }
    }

    private static void fill(Path filler) throws IOException {
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(BLOCK);
            }
        } catch (FileSystemException full) {
            throw full;
        } catch (IOException full) {
            // No space left on device: that is what was wanted.
        }
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

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }
}
