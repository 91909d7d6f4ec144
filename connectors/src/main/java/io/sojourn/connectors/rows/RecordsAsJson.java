package io.sojourn.connectors.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.decisions.Header;
import io.sojourn.decisions.Rejected;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** What does not become an event and is kept all the same, as JSON. */
final class RecordsAsJson {
    /** A row has no place in Kafka. */
    private static final int NOWHERE = -1;

    private final WireFormat wire;
    private final JsonConverter json = new JsonConverter();

    RecordsAsJson(WireFormat wire) {
        this.wire = wire;
        json.configure(Map.of("schemas.enable", "false", "decimal.format", "NUMERIC"), false);
    }

    /** The row, whole, on {@code rejected}, so that it can be mended: a source connector has no dead letters of its own. */
    SourceRecord rejected(SourceRecord record, RowRefusedException why) {
        Rejected rejected = new Rejected(
                why.reason().name(),
                why.column(),
                why.value(),
                why.hint(),
                record.topic(),
                NOWHERE,
                (long) NOWHERE,
                Instant.now(),
                buffer(record.topic(), record.keySchema(), record.key()),
                buffer(record.topic(), record.valueSchema(), record.value()),
                headers(record));
        return sent(record, Topics.REJECTED, record.topic().getBytes(UTF_8), wire.encode(Topics.REJECTED, rejected));
    }

    /** The record itself, on its own topic. */
    SourceRecord passedOn(SourceRecord record) {
        return sent(
                record,
                record.topic(),
                bytes(record.topic(), record.keySchema(), record.key()),
                bytes(record.topic(), record.valueSchema(), record.value()));
    }

    private static SourceRecord sent(
            SourceRecord record, String topic, byte @Nullable [] key, byte @Nullable [] value) {
        return record.newRecord(
                topic,
                null,
                Schema.OPTIONAL_BYTES_SCHEMA,
                key,
                Schema.OPTIONAL_BYTES_SCHEMA,
                value,
                record.timestamp());
    }

    private List<Header> headers(SourceRecord record) {
        List<Header> headers = new ArrayList<>();
        record.headers()
                .forEach(each ->
                        headers.add(new Header(each.key(), buffer(record.topic(), each.schema(), each.value()))));
        return headers;
    }

    private @Nullable ByteBuffer buffer(String topic, @Nullable Schema schema, @Nullable Object value) {
        byte[] bytes = bytes(topic, schema, value);
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    private byte @Nullable [] bytes(String topic, @Nullable Schema schema, @Nullable Object value) {
        return value == null ? null : json.fromConnectData(topic, schema, value);
    }
}
