package io.sojourn.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.ledger.StoredEntry;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/**
 * A local copy of the ledger: a folder a partition, in it files of entries (Avro, Zstandard) and an index of them; beside the
 * folders the schemas in which the entries are written. It needs neither broker nor registry.
 */
public final class LedgerCopy implements Ledger {
    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PARTITION = "partition-";
    private static final String INDEX = "segments.jsonl";
    private static final String LEDGER = "ledger.json";
    private static final String SCHEMAS = "schemas.jsonl";

    private final Path folder;
    private final List<List<Segment>> partitions = new ArrayList<>();

    private LedgerCopy(Path folder) {
        WireFormat.trustRecords();
        this.folder = folder;
    }

    /**
     * The copy in a folder; an empty or missing folder is a copy without partitions.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static LedgerCopy in(Path folder) {
        LedgerCopy copy = new LedgerCopy(folder);
        int all = copy.partitionsSaid();
        for (int partition = 0; partition < all; partition++) {
            copy.partitions.add(copy.index(partition));
        }
        return copy;
    }

    private int partitionsSaid() {
        Path file = ledgerFile();
        try {
            return Files.exists(file)
                    ? MAPPER.readTree(file.toFile()).path("partitions").asInt()
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Says how many partitions there are; written before any of them. */
    Path ledgerFile() {
        return folder.resolve(LEDGER);
    }

    Path folder(int partition) {
        return folder.resolve(PARTITION + String.format("%04d", partition));
    }

    Path indexFile(int partition) {
        return folder(partition).resolve(INDEX);
    }

    private List<Segment> index(int partition) {
        List<Segment> segments = new ArrayList<>();
        for (String line : lines(indexFile(partition))) {
            try {
                segments.add(MAPPER.readValue(line, Segment.class));
            } catch (IOException e) {
                throw new UncheckedIOException(indexFile(partition) + " has a line that is no segment: " + line, e);
            }
        }
        return segments;
    }

    /** The files of one partition, in order. */
    List<Segment> segments(int partition) {
        return partitions.get(partition);
    }

    /** How many entries there are by the index. */
    public long entries() {
        return partitions.stream()
                .flatMap(List::stream)
                .mapToLong(Segment::entries)
                .sum();
    }

    @Override
    public int partitions() {
        return partitions.size();
    }

    @Override
    public long size() {
        return entries();
    }

    @Override
    public void read(int partition, Consumer<Entry> reader) {
        for (Segment segment : segments(partition)) {
            read(
                    folder(partition).resolve(segment.file()),
                    entry -> reader.accept(new Entry(
                            entry.getOffset(),
                            entry.getKey() == null ? null : bytes(entry.getKey()),
                            bytes(entry.getValue()),
                            entry.getAt().toEpochMilli(),
                            entry.getMode())));
        }
    }

    /** @throws UncheckedIOException if it is not there, or not as it was written */
    static void read(Path file, Consumer<StoredEntry> reader) {
        try (var entries =
                new DataFileReader<StoredEntry>(file.toFile(), new SpecificDatumReader<>(StoredEntry.class))) {
            @Nullable StoredEntry entry = null;
            while (entries.hasNext()) {
                entry = entries.next(entry);
                reader.accept(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    Path schemasFile() {
        return folder.resolve(SCHEMAS);
    }

    /** The schemas of all entries, by id. */
    Map<Integer, String> schemas() {
        Map<Integer, String> schemas = new TreeMap<>();
        for (String line : lines(schemasFile())) {
            try {
                ObjectNode schema = (ObjectNode) MAPPER.readTree(line);
                schemas.put(schema.path("id").intValue(), schema.path("schema").toString());
            } catch (IOException | ClassCastException e) {
                throw new IllegalStateException(schemasFile() + " has a line that is no schema: " + line, e);
            }
        }
        return schemas;
    }

    /** Reads its entries without a registry. */
    public WireFormat wire() {
        WireFormat wire = new WireFormat(Map.of(
                "schema.registry.url", "mock://" + folder.toAbsolutePath().hashCode()));
        schemas().forEach(wire::know);
        return wire;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
