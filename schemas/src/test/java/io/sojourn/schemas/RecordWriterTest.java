package io.sojourn.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.events.OrderCompleted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import org.apache.avro.AvroTypeException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class RecordWriterTest {
    private static final int EACH = 500;

    @Test
    void every_class_is_written_byte_for_byte_as_avro_writes_it() throws IOException {
        KnownRecords.trust();
        var records = new RandomRecords(20261123);
        for (var type : Topics.types()) {
            var writer = new RecordWriter(0x01020304, type);
            for (int i = 0; i < EACH; i++) {
                SpecificRecord record = records.next(type);
                assertThat(writer.write(record)).as("%s", record).isEqualTo(asAvroWrites(record));
            }
        }
    }

    @Test
    void what_no_field_can_hold_is_refused_with_the_fields_name_and_the_next_record_is_whole() throws IOException {
        KnownRecords.trust();
        var writer = new RecordWriter(0x01020304, OrderCompleted.class);
        OrderCompleted nobodys = Orders.anOrder();
        nobodys.put("eventId", null);
        OrderCompleted halfCents = Orders.anOrder();
        halfCents.put("total", new BigDecimal("0.00005"));

        assertThatThrownBy(() -> writer.write(nobodys))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("eventId");
        assertThatThrownBy(() -> writer.write(halfCents))
                .isInstanceOf(AvroTypeException.class)
                .hasMessageContaining("scale 5");

        assertThat(writer.write(Orders.anOrder())).isEqualTo(asAvroWrites(Orders.anOrder()));
    }

    private static byte[] asAvroWrites(SpecificRecord record) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0, 1, 2, 3, 4});
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        SpecificData model = SpecificData.getForClass(record.getClass());
        new SpecificDatumWriter<SpecificRecord>(record.getSchema(), model).write(record, encoder);
        return bytes.toByteArray();
    }
}
