package io.sojourn.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.intake.PatientWire;
import io.sojourn.schemas.RecordJson;
import io.sojourn.schemas.UnreadableRecordException;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes decisions once more, in JSON, for readers without Avro: under the key, with the headers and the time of the
 * original. It reads what has been published, so that a mirror switched on later holds all that is still kept.
 */
final class JsonMirror implements Processor<byte[], byte[], byte[], byte[]> {
    static final String NAME = "mirror-decisions";

    private static final Logger LOG = LoggerFactory.getLogger(JsonMirror.class);

    private final PatientWire wire;
    private final Figures figures;
    private @Nullable ProcessorContext<byte[], byte[]> context;

    JsonMirror(PatientWire wire, Figures figures) {
        this.wire = wire;
        this.figures = figures;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<byte[], byte[]> to = Objects.requireNonNull(context, "init comes first");
        RecordMetadata from = to.recordMetadata().orElseThrow();
        byte[] json = json(record, from);
        if (json != null) {
            to.forward(record.withValue(json), mirroring(from.topic()));
        }
    }

    /** Null for somebody else's bytes: they stay where they are, and hold up nobody's decisions. */
    private byte @Nullable [] json(Record<byte[], byte[]> record, RecordMetadata from) {
        String why = "it has no value";
        if (record.value() != null) {
            try {
                return RecordJson.of(wire.decode(from.topic(), record.value()))
                        .toString()
                        .getBytes(UTF_8);
            } catch (UnreadableRecordException e) {
                why = e.reason() + ", " + e.hint();
            }
        }
        LOG.warn(
                "Not mirrored, this is no decision of ours: topic={} partition={} offset={} because={}",
                from.topic(),
                from.partition(),
                from.offset(),
                why);
        figures.notMirrored(from.topic());
        return null;
    }

    /** The sink of a decision topic's mirror. */
    static String mirroring(String topic) {
        return "mirror-" + topic;
    }
}
