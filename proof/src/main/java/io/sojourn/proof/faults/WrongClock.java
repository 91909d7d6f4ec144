package io.sojourn.proof.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The wall clock of one process, set wrong while it runs, by {@code skew.c} that is loaded before its libraries. */
final class WrongClock {
    private static final String SOURCE = "skew.c";
    private static final int COMPILES_WITHIN_SECONDS = 60;

    private final Path library;
    private final Path skew;

    private WrongClock(Path library, Path skew) {
        this.library = library;
        this.skew = skew;
    }

    /** Right as yet. */
    static WrongClock in(Path folder) throws IOException, InterruptedException, SkippedException {
        WrongClock clock = new WrongClock(
                folder.resolve("skew.so").toAbsolutePath(),
                folder.resolve("skew").toAbsolutePath());
        compile(folder.resolve(SOURCE), clock.library);
        clock.set(Duration.ZERO);
        return clock;
    }

    /** What a process must be started with to have it. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "SKEW", skew.toString());
    }

    /** From now on wrong by so many whole seconds. */
    void set(Duration wrongBy) throws IOException {
        ByteBuffer seconds = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        seconds.putLong(wrongBy.toSeconds()).flip();
        try (FileChannel file = FileChannel.open(skew, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(seconds, 0);
        }
    }

    private static void compile(Path source, Path library) throws IOException, InterruptedException, SkippedException {
        try (InputStream given = Objects.requireNonNull(WrongClock.class.getResourceAsStream(SOURCE))) {
            Files.copy(given, source);
        }
        try {
            Process compiler = new ProcessBuilder(
                            "cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), source.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (compiler.waitFor(COMPILES_WITHIN_SECONDS, TimeUnit.SECONDS) && compiler.exitValue() == 0) {
                return;
            }
        } catch (IOException e) {
            // There is none.
        }
        throw new SkippedException("setting a process's clock wrong needs Linux and a C compiler, cc");
    }
}
