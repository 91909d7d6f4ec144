package io.sojourn.proof.flink;

import io.sojourn.customer.CustomerId;
import io.sojourn.stream.LedgerEntries;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes records off the ledger. A tick comes through as {@link LedgerEntry#NOBODY}'s, for the watermark it carries. */
final class LedgerReader implements KafkaRecordDeserializationSchema<LedgerEntry> {
    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<LedgerEntry> out) {
        CustomerId customer = record.key() == null ? LedgerEntry.NOBODY : CustomerId.fromKey(record.key());
        out.collect(new LedgerEntry(customer, LedgerEntries.mode(record.headers()), record.value()));
    }

    @Override
    public TypeInformation<LedgerEntry> getProducedType() {
        return new SerializedBy<>(LedgerEntry.class, new LedgerEntrySerializer());
    }
}
