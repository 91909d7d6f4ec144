package io.sojourn.proof.faults;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A disk of a few megabytes over a folder, in memory; it can be filled to the last byte. */
@SuppressWarnings("try") // Its close() may be interrupted, and then so are we.
final class SmallDisk implements AutoCloseable {
    private static final byte[] BLOCK = new byte[64 * 1024];

    private final Path folder;
    private final Path filler;

    private SmallDisk(Path folder) {
        this.folder = folder;
        filler = folder.resolve("filler");
    }

    static SmallDisk over(Path folder, int mebibytes) throws IOException, InterruptedException, SkippedException {
        Files.createDirectories(folder);
        if (run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString()) != 0) {
            throw new SkippedException("a small disk can only be mounted by root");
        }
        return new SmallDisk(folder);
    }

    void fill() throws IOException {
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

    void free() throws IOException {
        Files.deleteIfExists(filler);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", folder.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }
}
