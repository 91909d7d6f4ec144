package io.sojourn.proof.contender;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a stretch of work took, behind a warm-up: wall clock and the processor time of this process. Thread-safe. */
public final class Effort {
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final long warmUp;
    private long seen;
    private Instant begun;
    private Instant last;

    /** An instant by both clocks. */
    private record Instant(long nanos, long cpuNanos) {}

    private Effort(long warmUp) {
        this.warmUp = warmUp;
        begun = now();
        last = begun;
    }

    /** Starts counting when so many events were seen. */
    public static Effort after(long warmUp) {
        return new Effort(warmUp);
    }

    /** So many events more, up to now. */
    public synchronized void saw(long events) {
        last = now();
        boolean wasWarm = seen >= warmUp;
        seen += events;
        if (!wasWarm && seen >= warmUp) {
            begun = last;
        }
    }

    /** So many events more, which came before the last time it was told of some. */
    public synchronized void sawBefore(long events) {
        seen += events;
    }

    /** What it took up to now. */
    public synchronized Outcome done() {
        last = now();
        return upToTheLast(0);
    }

    /** What it took up to the last time it was told of events. */
    public synchronized Outcome upToTheLast(long stateBytes) {
        return new Outcome(
                seen - warmUp,
                (last.nanos - begun.nanos) / 1e9,
                (last.cpuNanos - begun.cpuNanos) / 1e9,
                peakRss(),
                stateBytes);
    }

    private Instant now() {
        return new Instant(System.nanoTime(), system.getProcessCpuTime());
    }

    /** The most memory this process ever had resident, in bytes; 0 where the system does not tell. */
    private static long peakRss() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
