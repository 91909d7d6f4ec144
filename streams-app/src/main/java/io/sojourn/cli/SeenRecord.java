package io.sojourn.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.schemas.RecordJson;
import io.sojourn.schemas.UnreadableRecordException;
import io.sojourn.schemas.WireFormat;
import java.time.Instant;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of a topic as it is shown: where it stands, its key, and its value decoded, or why it cannot be. */
final class SeenRecord {

    private SeenRecord() {}

    /**
     * One JSON object: {@code topic, partition, offset, timestamp, key, headers} (when there are any) {@code , type,
     * value}; {@code undecodable} with reason, hint and the bytes in base64 in the place of the last two.
     *
     * @throws io.sojourn.schemas.RegistryUnavailableException when the schema is not known yet and cannot be asked for
     */
    static ObjectNode asJson(ConsumerRecord<byte[], byte[]> record, WireFormat wire) {
        var json = Json.object()
                .put("topic", record.topic())
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString())
                .put("key", Texts.of(record.key()));
        if (record.headers().iterator().hasNext()) {
            var headers = json.putObject("headers");
            record.headers().forEach(header -> headers.put(header.key(), Texts.of(header.value())));
        }
        var bytes = record.value();
        if (bytes == null) {
            return json.putNull("type").putNull("value");
        }
        try {
            var value = wire.decode(record.topic(), bytes);
            json.put("type", value.getSchema().getName()).set("value", RecordJson.of(value));
        } catch (UnreadableRecordException e) {
            json.putObject("undecodable")
                    .put("reason", e.reason().name())
                    .put("hint", e.hint())
                    .put("base64", Base64.getEncoder().encodeToString(bytes));
        }
        return json;
    }
}
