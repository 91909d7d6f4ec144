package io.sojourn.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.ledger.StoredEntry;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;

/**
 * Whether a local copy is whole and as it was pulled. Each entry names the one before it, so one that was left out or stands
 * there twice is found by itself; the hashes of files and their chain find whatever else was changed.
 */
public final class CopyCheck {
    private final LedgerCopy copy;
    private final Set<Integer> schemas;
    private final List<String> faults = new ArrayList<>();
    private long previous;
    private long entries;

    private CopyCheck(LedgerCopy copy) {
        this.copy = copy;
        schemas = copy.schemas().keySet();
    }

    /** What is wrong, in words that name file and place; empty where nothing is. */
    public static List<String> of(LedgerCopy copy) {
        CopyCheck check = new CopyCheck(copy);
        for (int partition = 0; partition < copy.partitions(); partition++) {
            check.partition(partition);
        }
        return List.copyOf(check.faults);
    }

    private void partition(int partition) {
        if (Files.notExists(copy.indexFile(partition))) {
            faults.add(copy.indexFile(partition) + " is missing: nothing of partition " + partition + " is here");
        }
        previous = -1;
        long next = 0;
        String chain = "";
        for (Segment segment : copy.segments(partition)) {
            Path file = copy.folder(partition).resolve(segment.file());
            if (segment.first() < next) {
                faults.add(file + " begins at " + segment.first() + ", where the file before it says " + next);
            }
            next = segment.next();
            entries(file, segment);
            chain = hashes(file, segment, chain);
        }
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
        if (!schemas.contains(schema)) {
            faults.add(file + ": the schema of the entry at " + entry.getOffset() + ", id " + schema + ", is not in "
                    + copy.schemasFile());
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
