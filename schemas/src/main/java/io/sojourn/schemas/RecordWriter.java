package io.sojourn.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Writes the records of one class under one schema id. Thread-safe. */
final class RecordWriter {
    private static final ThreadLocal<Sheet> SHEET = ThreadLocal.withInitial(Sheet::new);

    private final byte[] header;
    private final Schema schema;
    private final SpecificData model;
    private final ValueWriter body;

    /** What a thread writes on, again and again. */
    private static final class Sheet {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    }

    RecordWriter(int schemaId, Class<? extends SpecificRecord> type) {
        header = ByteBuffer.allocate(WireFormat.HEADER_BYTES)
                .put(WireFormat.MAGIC)
                .putInt(schemaId)
                .array();
        schema = KnownRecords.schemaOf(type);
        model = SpecificData.getForClass(type);
        body = ValueWriter.of(schema, model);
    }

    /** The record with its header. */
    byte[] write(SpecificRecord record) {
        Sheet sheet = SHEET.get();
        try {
            sheet.encoder.writeFixed(header);
            body.write(record, sheet.encoder);
            sheet.encoder.flush();
            byte[] bytes = sheet.bytes.toByteArray();
            sheet.bytes.reset();
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        } catch (RuntimeException e) {
            SHEET.remove();
            explain(record);
            throw e;
        }
    }

    /** Avro's own writer throws at the same record, and says in which field what is wrong. */
    private void explain(SpecificRecord record) {
        try {
            BinaryEncoder nowhere = EncoderFactory.get().directBinaryEncoder(OutputStream.nullOutputStream(), null);
            new SpecificDatumWriter<SpecificRecord>(schema, model).write(record, nowhere);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to nowhere failed", e);
        }
    }
}
