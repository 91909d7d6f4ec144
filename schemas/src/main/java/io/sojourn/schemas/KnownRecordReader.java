package io.sojourn.schemas;

import io.sojourn.schemas.UnreadableRecordException.Reason;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** Reads one writer's records as a class of ours, all of them or their head. Thread-safe. */
final class KnownRecordReader implements RecordReader {
    private static final int MESSAGE_CHARACTERS = 200;

    /** Nested, and yet no detail but all that its record says. */
    private static final String ATTRIBUTES = "attributes";

    /** Each thread's own, pointed at one record after another. */
    private static final ThreadLocal<BinaryDecoder> DECODER =
            ThreadLocal.withInitial(() -> DecoderFactory.get().binaryDecoder(new byte[0], null));

    private final int schemaId;
    private final String type;
    private final DatumReader<SpecificRecord> whole;
    private final DatumReader<SpecificRecord> head;

    KnownRecordReader(int schemaId, Schema writer, Class<? extends SpecificRecord> type) {
        this.schemaId = schemaId;
        this.type = writer.getFullName();
        Schema ours = KnownRecords.schemaOf(type);
        SpecificData model = SpecificData.getForClass(type);
        whole = new SpecificDatumReader<>(writer, ours, model);
        head = new SpecificDatumReader<>(writer, headOf(ours), model);
    }

    @Override
    public SpecificRecord read(byte[] bytes, int offset, Extent extent) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, DECODER.get());
        SpecificRecord record;
        boolean toTheEnd;
        try {
            record = (extent == Extent.WHOLE ? whole : head).read(null, decoder);
            toTheEnd = decoder.isEnd();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Avro answers arbitrary bytes with a dozen kinds of exception; it checks lengths before it allocates.
            throw new UnreadableRecordException(
                    Reason.UNREADABLE, "the bytes do not fit schema id " + schemaId + " (" + type + "): " + shortly(e));
        }
        if (!toTheEnd) {
            throw new UnreadableRecordException(
                    Reason.UNREADABLE,
                    "bytes are left over after a whole record of schema id " + schemaId + " (" + type
                            + "): was it written with another schema?");
        }
        return record;
    }

    /** Only from the end, since Avro fills an object's fields by their position in the schema it is given. */
    private static Schema headOf(Schema whole) {
        List<Schema.Field> fields = whole.getFields();
        int kept = fields.size();
        while (kept > 0 && isDetail(fields.get(kept - 1))) {
            kept--;
        }
        List<Schema.Field> head = fields.subList(0, kept).stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(whole.getName(), whole.getDoc(), whole.getNamespace(), false, head);
    }

    private static boolean isDetail(Schema.Field field) {
        return isNested(field.schema()) && !field.name().equals(ATTRIBUTES);
    }

    private static boolean isNested(Schema schema) {
        return switch (schema.getType()) {
            case ARRAY, MAP, RECORD -> true;
            case UNION -> schema.getTypes().stream().anyMatch(KnownRecordReader::isNested);
            default -> false;
        };
    }

    /** Avro likes to print whole schemas into its messages. */
    private static String shortly(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.length() <= MESSAGE_CHARACTERS ? message : message.substring(0, MESSAGE_CHARACTERS) + "…";
    }
}
