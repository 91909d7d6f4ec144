package io.sojourn.proof.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.customer.CustomerId;
import io.sojourn.ledger.Mode;
import io.sojourn.schemas.Topics;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Takes records off the ledger. A tick comes through as {@link LedgerEntry#NOBODY}'s, for the watermark it carries. */
final class LedgerReader implements KafkaRecordDeserializationSchema<LedgerEntry> {
    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<LedgerEntry> out) {
        CustomerId customer = record.key() == null ? LedgerEntry.NOBODY : CustomerId.fromKey(record.key());
        Header header = record.headers().lastHeader(Topics.MODE_HEADER);
        Mode mode = header == null ? Mode.LIVE : Mode.valueOf(new String(header.value(), UTF_8));
        out.collect(new LedgerEntry(customer, mode, record.value()));
    }

    @Override
    public TypeInformation<LedgerEntry> getProducedType() {
        return new SerializedBy<>(LedgerEntry.class, new LedgerEntrySerializer());
    }
}
