package io.sojourn.tables;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.replay.Ledger;
import io.sojourn.replay.OtherHistoryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Says in a folder what its tables were made of, so that nothing made of something else is added to them. */
final class Label {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FILE = "made-of.json";

    private final Path file;
    private final Map<String, String> said = new TreeMap<>();

    /** The label of a folder, which is created where it is not there. */
    Label(Path folder) {
        file = folder.resolve(FILE);
        try {
            Files.createDirectories(folder);
            if (Files.exists(file)) {
                said.putAll(MAPPER.readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** @throws OtherHistoryException if the folder says something else of it */
    synchronized void is(String what, String value) {
        String before = said.putIfAbsent(what, value);
        if (before == null) {
            write();
        } else if (!before.equals(value)) {
            throw new OtherHistoryException(
                    file.getParent() + " holds tables whose " + what + " was " + before + ", now it is " + value);
        }
    }

    /** What remains to be said of a partition. Used by one thread. */
    Beginning beginning(int partition) {
        return new Beginning(partition);
    }

    /** Tells one ledger from another by the first entry of each partition. */
    final class Beginning {
        private final int partition;
        private boolean seen;

        private Beginning(int partition) {
            this.partition = partition;
        }

        /** @throws OtherHistoryException if the partition began with another entry */
        void hear(Ledger.Entry entry) {
            if (!seen) {
                seen = true;
                String digest = entry.timestamp() + " " + Integer.toHexString(Arrays.hashCode(entry.value()));
                is("first entry of partition " + partition, digest);
            }
        }
    }

    private void write() {
        Path next = file.resolveSibling(FILE + ".part");
        try {
            MAPPER.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), said);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
