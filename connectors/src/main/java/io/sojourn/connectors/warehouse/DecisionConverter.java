package io.sojourn.connectors.warehouse;

import io.sojourn.schemas.RegistryUnavailableException;
import io.sojourn.schemas.UnreadableRecordException;
import io.sojourn.schemas.WireFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Reads our records as Connect's flat rows, for sinks that write tables. Its settings are the registry client's, {@code
 * schema.registry.url} first. It is for values alone, and for reading alone.
 */
public final class DecisionConverter implements Converter {
    private final Map<Class<?>, RowShape> shapes = new ConcurrentHashMap<>();

    /** Null until it is configured, and of a converter that Connect makes for a look at its settings alone. */
    private @Nullable WireFormat wire;

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        if (isKey) {
            throw new DataException(
                    "keys are plain text: key.converter=org.apache.kafka.connect.storage.StringConverter");
        }
        wire = new WireFormat(settings);
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
        if (value == null) {
            return SchemaAndValue.NULL;
        }
        SpecificRecord record = decode(topic, value);
        RowShape shape = shapes.computeIfAbsent(record.getClass(), any -> RowShape.of(record.getSchema()));
        return new SchemaAndValue(shape.schema(), shape.row(record));
    }

    private SpecificRecord decode(String topic, byte[] value) {
        if (wire == null) {
            throw new IllegalStateException("not configured");
        }
        try {
            return wire.decode(topic, value);
        } catch (UnreadableRecordException e) {
            throw new DataException("a record of " + topic + " is none of ours: " + e.getMessage(), e);
        } catch (RegistryUnavailableException e) {
            // Tried again for errors.retry.timeout.
            throw new RetriableException(e);
        }
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        throw new DataException("this converter only reads; to send events, see docs/connect.md");
    }

    @Override
    public void close() {
        if (wire != null) {
            wire.close();
        }
    }
}
