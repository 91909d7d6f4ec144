package io.sojourn.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.ledger.StoredEntry;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;

/**
 * Whether a local copy is whole and as it was pulled, and has nothing beside. Each entry names the one before it, so
 * one that was left out or stands there twice is found by itself; the index says where each file ends, and its hash;
 * {@code ledger.json} says the same of the indexes and of the schemas.
 */
public final class CopyCheck {
    private final LedgerCopy copy;
    private final Set<Integer> schemas;
    private final Set<Path> known = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private long previous;
    private long entries;

    private CopyCheck(LedgerCopy copy) {
        this.copy = copy;
        schemas = new HashSet<>(copy.schemas().keySet());
    }

    /**
     * What is wrong, in words that name file and place, and say what helps where it is not a pull into another folder;
     * empty where nothing is.
     *
     * @throws UncheckedIOException if the folder cannot be read
     */
    public static List<String> of(LedgerCopy copy) {
        CopyCheck check = new CopyCheck(copy);
        try {
            check.all();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(check.faults);
    }

    private void all() throws IOException {
        Map<String, CopyHead.Written> lists = copy.head().lists();
        if (lists == null) {
            faults.add(copy.headFile() + " is of an older build, and does not say what belongs to the copy: " + pull()
                    + " completes it");
        } else if (!copy.head().finished()) {
            faults.add(copy.headFile() + " says that the last pull did not come to its end: " + pull() + " goes on");
        }
        for (int partition = 0; partition < copy.partitions(); partition++) {
            long next = partition(partition);
            String index = LedgerCopy.index(partition);
            if (Files.notExists(copy.file(index))) {
                faults.add(copy.file(index) + " is missing: nothing of partition " + partition + " is here, " + pull()
                        + " brings it");
            } else if (lists != null) {
                list(index, lists, "the entries from " + next + " on");
            }
        }
        if (lists != null) {
            list(LedgerCopy.SCHEMAS, lists, "schemas");
        }
        nothingElse();
    }

    private String pull() {
        return "`sojourn ledger pull " + copy.folder() + "`";
    }

    /** @param rest what is missing where the file is cut short */
    private void list(String list, Map<String, CopyHead.Written> lists, String rest) throws IOException {
        Path file = copy.file(list);
        byte[] now = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        CopyHead.Written written = Objects.requireNonNull(lists.get(list));
        if (now.length < written.bytes()) {
            faults.add(file + " has " + now.length + " of the " + written.bytes() + " bytes that " + copy.headFile()
                    + " says were pulled: " + rest + " are missing");
        } else if (!written.begins(now)) {
            faults.add(file + " is not what " + copy.headFile() + " says was pulled: one of them was changed");
        } else if (now.length > written.bytes()) {
            faults.add(file + " has more than " + copy.headFile() + " says, as a pull that was broken off leaves it: "
                    + pull() + " goes on");
        }
    }

    private void nothingElse() throws IOException {
        try (Stream<Path> files = Files.walk(copy.folder())) {
            files.filter(file -> file.toString().endsWith(".avro") && !known.contains(file))
                    .sorted()
                    .forEach(file -> faults.add(file + " is named in no index: " + pull()
                            + " takes it in if one that was broken off left it; else remove it"));
        }
    }

    /** Answers where the entries after its last file begin. */
    private long partition(int partition) {
        previous = -1;
        long next = 0;
        String chain = "";
        for (Segment segment : copy.segments(partition)) {
            Path file = copy.folder(partition).resolve(segment.file());
            known.add(file);
            if (segment.first() < next) {
                faults.add(file + " begins at " + segment.first() + ", where the file before it says " + next);
            }
            next = segment.next();
            entries(file, segment);
            chain = hashes(file, segment, chain);
        }
        return next;
    }

    private void entries(Path file, Segment segment) {
        entries = 0;
        try {
            LedgerCopy.read(file, entry -> {
                entry(file, entry);
                entries++;
            });
        } catch (RuntimeException broken) {
            faults.add(file + ", after the entry at " + previous + ": " + reason(broken));
            previous = segment.last();
            return;
        }
        if (entries != segment.entries()) {
            faults.add(file + " has " + entries + " entries, and the index says " + segment.entries());
        }
        if (previous != segment.last()) {
            faults.add(file + " ends with the entry at " + previous + ", and the index says with " + segment.last()
                    + (previous < segment.last() ? ", which is missing" : ""));
        }
    }

    private static String reason(RuntimeException broken) {
        return broken instanceof AvroRuntimeException && broken.getCause() != null
                ? String.valueOf(broken.getCause().getMessage())
                : String.valueOf(broken.getMessage());
    }

    private void entry(Path file, StoredEntry entry) {
        if (entry.getOffset() <= previous) {
            faults.add(file + ": the entry at " + entry.getOffset() + " stands below one at " + previous
                    + ": it is there twice, or out of order");
        } else if (entry.getPrevious() != previous) {
            faults.add(file + ": the entry at " + entry.getOffset() + " stood below one at " + entry.getPrevious()
                    + ", which is missing; before it is " + previous);
        }
        previous = entry.getOffset();
        int schema = WireFormat.schemaId(entry.getValue().array());
        if (schemas.add(schema)) {
            faults.add(file + ": the schema of the entry at " + entry.getOffset() + ", id " + schema + ", is not in "
                    + copy.file(LedgerCopy.SCHEMAS));
        }
    }

    private String hashes(Path file, Segment segment, String before) {
        try {
            String sha256 = Pull.sha256(Files.readAllBytes(file));
            if (!sha256.equals(segment.sha256())) {
                faults.add(file + " is not the file that was written: its SHA-256 is " + sha256 + ", the index says "
                        + segment.sha256());
            }
        } catch (IOException e) {
            faults.add(file + " cannot be read: " + e.getMessage());
        }
        if (!Pull.sha256((before + segment.sha256()).getBytes(UTF_8)).equals(segment.chain())) {
            faults.add(file + ": the index was changed here, its chain does not follow from the one before");
        }
        return segment.chain();
    }
}
