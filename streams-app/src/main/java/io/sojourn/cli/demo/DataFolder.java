package io.sojourn.cli.demo;

import io.sojourn.cli.CommandFailed;
import io.sojourn.cli.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Where the demonstration keeps broker, state and log: a temporary folder, or one that stays. */
record DataFolder(Path path, boolean stays) {

    /** @throws CommandFailed if the folder to keep holds something already */
    static DataFolder of(@Nullable Path keep) {
        try {
            if (keep == null) {
                return new DataFolder(Files.createTempDirectory("sojourn-demo-"), false);
            }
            Files.createDirectories(keep);
            try (var entries = Files.list(keep)) {
                if (entries.findAny().isPresent()) {
                    throw new CommandFailed(
                            ExitCode.REFUSED,
                            keep + " is not empty.",
                            "The demo begins anew each time: name a folder that is new or empty.");
                }
            }
            return new DataFolder(keep.toAbsolutePath(), true);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo cannot use its folder: " + e.getMessage(), e);
        }
    }

    Path log() {
        return path.resolve("demo.log");
    }

    /** A file with the one write key the collector takes. */
    Path writeKeys(String key) {
        try {
            return Files.writeString(path.resolve("write-keys"), key + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The demo cannot use its folder: " + e.getMessage(), e);
        }
    }

    /** Deletes it with all it holds. */
    void delete() {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException trouble)
                        throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Some of " + path + " could not be deleted: " + e.getMessage(), e);
        }
    }
}
