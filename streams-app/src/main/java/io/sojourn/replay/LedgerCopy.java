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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    static final String SCHEMAS = "schemas.jsonl";

    private final Path folder;
    private final CopyHead head;
    private final List<List<Segment>> partitions = new ArrayList<>();
    private final Map<Integer, String> schemas = new TreeMap<>();

    private LedgerCopy(Path folder) {
        WireFormat.trustRecords();
        this.folder = folder;
        head = readHead();
        for (int partition = 0; partition < head.partitions(); partition++) {
            partitions.add(readIndex(partition));
        }
        readSchemas();
    }

    /**
     * The copy in a folder; an empty or missing folder is a copy without partitions.
     *
     * @throws UncheckedIOException if it cannot be read; names the file
     */
    public static LedgerCopy in(Path folder) {
        return new LedgerCopy(folder);
    }

    private CopyHead readHead() {
        if (Files.notExists(headFile())) {
            return CopyHead.NONE;
        }
        try {
            String text = Files.readString(headFile());
            CopyHead said = MAPPER.readValue(text, CopyHead.class);
            if (said.lists() != null
                    && !(said.lists().keySet().equals(lists(said.partitions())) && text.equals(said.text()))) {
                throw new IOException("it is not as it was written");
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(headFile() + " cannot be read: " + e.getMessage(), e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Says what belongs to the copy. */
    CopyHead head() {
        return head;
    }

    Path headFile() {
        return file(LEDGER);
    }

    /** @param name from the folder of the copy on */
    Path file(String name) {
        return folder.resolve(name);
    }

    Path folder(int partition) {
        return folder.resolve(folderName(partition));
    }

    private static String folderName(int partition) {
        return PARTITION + String.format("%04d", partition);
    }

    /** The name of the index of a partition, from the folder of the copy on. */
    static String index(int partition) {
        return folderName(partition) + "/" + INDEX;
    }

    /** The names of the files that only ever grow: the schemas, and of each partition the index. */
    static Set<String> lists(int partitions) {
        Set<String> all = new TreeSet<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(index(partition));
        }
        all.add(SCHEMAS);
        return all;
    }

    private List<Segment> readIndex(int partition) {
        List<Segment> segments = new ArrayList<>();
        Path file = file(index(partition));
        for (String line : lines(file)) {
            try {
                segments.add(MAPPER.readValue(line, Segment.class));
            } catch (IOException e) {
                throw new UncheckedIOException(file + " has a line that is no segment: " + line, e);
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

    private void readSchemas() {
        for (String line : lines(file(SCHEMAS))) {
            try {
                ObjectNode schema = (ObjectNode) MAPPER.readTree(line);
                schemas.put(schema.path("id").intValue(), schema.path("schema").toString());
            } catch (IOException | ClassCastException e) {
                throw new UncheckedIOException(
                        file(SCHEMAS) + " has a line that is no schema: " + line, new IOException(e));
            }
        }
    }

    /** The schemas of all entries, by id. */
    Map<Integer, String> schemas() {
        return schemas;
    }

    /** Reads its entries without a registry. */
    public WireFormat wire() {
        WireFormat wire = new WireFormat(Map.of(
                "schema.registry.url", "mock://" + folder.toAbsolutePath().hashCode()));
        schemas.forEach(wire::know);
        return wire;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
