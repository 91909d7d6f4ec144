package io.sojourn.schemas;

import io.sojourn.schemas.UnreadableRecordException.Reason;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Reads the records written with one schema, which is one schema id. Thread-safe. */
@FunctionalInterface
interface RecordReader {
    /** How much of a record is made an object of. */
    enum Extent {
        WHOLE,
        /** All up to the lists, maps and records a record ends with but a profile's attributes; these are null. */
        HEAD
    }

    /**
     * The record that begins at {@code offset} and ends with the bytes.
     *
     * @throws UnreadableRecordException if the bytes from {@code offset} on are not exactly one such record
     */
    SpecificRecord read(byte[] bytes, int offset, Extent extent);

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
        return WriterBounds.troubleWith(writer)
                .map(trouble -> refusing("schema id " + schemaId + " " + trouble + ": send a plainer one"))
                .orElseGet(() -> new KnownRecordReader(schemaId, writer, type));
    }

    /** A schema never changes under its id, so what it refuses once it refuses for ever. */
    static RecordReader refusing(String hint) {
        return (bytes, offset, extent) -> {
            throw new UnreadableRecordException(Reason.UNEXPECTED_TYPE, hint);
        };
    }
}
