package io.sojourn.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import io.sojourn.Settings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the doctor looks at on this machine: Java, memory, the state folder, its disk, the limit of open files. */
final class MachineChecks {

    private static final long MIB = 1 << 20;
    private static final long ENOUGH_OPEN_FILES = 8_192;
    private static final long TOO_FEW_OPEN_FILES = 1_024;

    private MachineChecks() {}

    static List<Check> of(Settings settings) {
        return List.of(
                java(),
                openFiles(),
                Check.of("State folder", "状态目录", () -> folder(settings)),
                Check.of("Disk", "磁盘", () -> disk(settings)));
    }

    private static Check java() {
        int feature = Runtime.version().feature();
        var found = "%s of %s, heap up to %d MiB"
                .formatted(
                        Runtime.version(),
                        System.getProperty("java.vendor"),
                        Runtime.getRuntime().maxMemory() / MIB);
        // An older one would not even have loaded this class; which ones are tested is what can be told.
        return feature <= 25
                ? Check.ok("Java", "Java 版本", found)
                : Check.warn("Java", "Java 版本", found, "Tested are 17 to 25. If anything is odd, try 21 or 25.");
    }

    private static Check openFiles() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
            return Check.skip("Open files", "文件句柄上限", "this system does not tell");
        }
        long limit = unix.getMaxFileDescriptorCount();
        var advice = "RocksDB and Kafka keep many files open: raise it with `ulimit -n 65536`, LimitNOFILE= in systemd,"
                + " or --ulimit nofile=65536 in Docker.";
        if (limit < TOO_FEW_OPEN_FILES) {
            return Check.fail("Open files", "文件句柄上限", "at most " + limit, advice);
        }
        return limit < ENOUGH_OPEN_FILES
                ? Check.warn("Open files", "文件句柄上限", "at most " + limit, advice)
                : Check.ok("Open files", "文件句柄上限", "at most " + limit);
    }

    private static Check folder(Settings settings) throws IOException {
        var folder = settings.stateDir().toAbsolutePath().normalize();
        var existing = existing(folder);
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            return Check.fail(
                    "State folder",
                    "状态目录",
                    folder + " cannot be written: " + existing + " is not a folder this user may write to",
                    "Set state.dir to a folder of this user's, or mend the permissions.");
        }
        if (isTemporary(existing)) {
            return Check.warn(
                    "State folder",
                    "状态目录",
                    folder + " is temporary (" + Files.getFileStore(existing).type() + ")",
                    "After a restart of the machine all state is restored from Kafka, which takes long."
                            + " Set state.dir to a folder that stays.");
        }
        return Check.ok("State folder", "状态目录", folder + " can be written and stays");
    }

    private static Check disk(Settings settings) throws IOException {
        var store =
                Files.getFileStore(existing(settings.stateDir().toAbsolutePath().normalize()));
        long free = store.getUsableSpace();
        long least = settings.minFreeDisk();
        var found = "%d MiB free of %d MiB".formatted(free / MIB, store.getTotalSpace() / MIB);
        if (free < least) {
            return Check.fail(
                    "Disk",
                    "磁盘",
                    found,
                    "Below ready.min.free.disk (%d MiB): a full disk stops the application. Make room or move state.dir."
                            .formatted(least / MIB));
        }
        return free < 4 * least
                ? Check.warn("Disk", "磁盘", found, "It is getting tight: make room, or move state.dir.")
                : Check.ok("Disk", "磁盘", found);
    }

    private static boolean isTemporary(Path existing) throws IOException {
        var real = existing.toRealPath();
        return Files.getFileStore(real).type().equals("tmpfs")
                || Stream.of(System.getProperty("java.io.tmpdir"), "/tmp", "/var/tmp", "/dev/shm")
                        .anyMatch(real::startsWith);
    }

    /** The folder itself, or the nearest above it that is there already. */
    private static Path existing(Path folder) {
        var path = folder;
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
