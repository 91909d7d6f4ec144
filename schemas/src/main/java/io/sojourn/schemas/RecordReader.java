package io.sojourn.schemas;

import io.sojourn.schemas.UnreadableRecordException.Reason;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** Reads the records written with one schema, which is one schema id. Thread-safe. */
interface RecordReader {
    int MESSAGE_CHARACTERS = 200;

    /** Each thread's own, pointed at one record after another. */
    ThreadLocal<BinaryDecoder> DECODER =
            ThreadLocal.withInitial(() -> DecoderFactory.get().binaryDecoder(new byte[0], null));

    /**
     * The record that begins at {@code offset} and ends with the bytes.
     *
     * @throws UnreadableRecordException if the bytes from {@code offset} on are not exactly one such record
     */
    SpecificRecord read(byte[] bytes, int offset);

    /** The reader for what {@code writerSchema} wrote; one that always refuses if that is not of ours. */
    static RecordReader of(int schemaId, Object writerSchema) {
        if (!(writerSchema instanceof Schema writer) || writer.getType() != Schema.Type.RECORD) {
            return refusing(
                    "schema id " + schemaId + " is not of a record: send one of the record types of this topic");
        }
        Class<? extends SpecificRecord> type = KnownRecords.named(writer.getFullName());
        if (type == null) {
            return refusing("schema id " + schemaId + " is of " + writer.getFullName()
                    + ", which Sojourn does not know: send one of the record types of this topic");
        }
        DatumReader<SpecificRecord> datum =
                new SpecificDatumReader<>(writer, KnownRecords.schemaOf(type), SpecificData.getForClass(type));
        return (bytes, offset) -> readWhole(datum, writer.getFullName(), schemaId, bytes, offset);
    }

    /** A schema never changes under its id, so what it refuses once it refuses for ever. */
    static RecordReader refusing(String hint) {
        return (bytes, offset) -> {
            throw new UnreadableRecordException(Reason.UNEXPECTED_TYPE, hint);
        };
    }

    private static SpecificRecord readWhole(
            DatumReader<SpecificRecord> datum, String type, int schemaId, byte[] bytes, int offset) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, DECODER.get());
        SpecificRecord record;
        boolean whole;
        try {
            record = datum.read(null, decoder);
            whole = decoder.isEnd();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Avro answers arbitrary bytes with a dozen kinds of exception; it checks lengths before it allocates.
            throw new UnreadableRecordException(
                    Reason.UNREADABLE, "the bytes do not fit schema id " + schemaId + " (" + type + "): " + shortly(e));
        }
        if (!whole) {
            throw new UnreadableRecordException(
                    Reason.UNREADABLE,
                    "bytes are left over after a whole record of schema id " + schemaId + " (" + type
                            + "): was it written with another schema?");
        }
        return record;
    }

    /** Avro likes to print whole schemas into its messages. */
    private static String shortly(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.length() <= MESSAGE_CHARACTERS ? message : message.substring(0, MESSAGE_CHARACTERS) + "…";
    }
}
