package io.sojourn.connectors.rows;

import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** The transform as a worker has it, and what comes out. */
final class Door implements AutoCloseable {
    /** What the sample shop's rows mean, as it is shipped. */
    static final Path SHOP = Path.of("..", "docs", "examples", "connect", "shop-rows.yaml");

    final RowsToEvents transform = new RowsToEvents();
    private final WireFormat wire;

    private Door(Path mapping, String... more) {
        String registry = "mock://" + UUID.randomUUID();
        wire = new WireFormat(Map.of("schema.registry.url", registry));
        Map<String, String> settings =
                new HashMap<>(Map.of(RowsSettings.MAPPING, mapping.toString(), RowsSettings.REGISTRY_URL, registry));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        transform.configure(settings);
    }

    /** With settings in pairs of name and value. */
    static Door ofShop(String... more) {
        return new Door(SHOP, more);
    }

    /** With the tables of a mapping. */
    static Door of(Path folder, String tables, String... more) throws IOException {
        return new Door(mapping(folder, tables), more);
    }

    static Path mapping(Path folder, String tables) throws IOException {
        return Files.writeString(folder.resolve("mapping.yaml"), "source: shop\ntables:\n" + tables.indent(2));
    }

    /** The event that a record becomes; null if it becomes none. */
    @Nullable
    SpecificRecord event(SourceRecord record) {
        SourceRecord sent = transform.apply(record);
        return sent == null ? null : decoded(sent);
    }

    /** The same where there has to be one. */
    <T extends SpecificRecord> T event(Class<T> type, SourceRecord record) {
        return type.cast(Objects.requireNonNull(event(record), "nothing came out"));
    }

    SourceRecord sent(SourceRecord record) {
        return Objects.requireNonNull(transform.apply(record), "nothing came out");
    }

    SpecificRecord decoded(SourceRecord sent) {
        return wire.decode(sent.topic(), (byte[]) sent.value());
    }

    @Override
    public void close() {
        transform.close();
        wire.close();
    }
}
