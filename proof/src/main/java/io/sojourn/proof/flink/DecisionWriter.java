package io.sojourn.proof.flink;

import io.sojourn.schemas.Topics;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Topic, key and value as a record, stamped with when it was detected: the time of the event or the timer. */
final class DecisionWriter
        implements KafkaRecordSerializationSchema<Tuple3<String, byte[], byte[]>>, KafkaDatasetFacetProvider {
    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Tuple3<String, byte[], byte[]> decision, KafkaSinkContext context, Long detectedAt) {
        return new ProducerRecord<>(decision.f0, null, Math.max(0, detectedAt), decision.f1, decision.f2);
    }

    /** The sink asks: it looks for transactions left open by the topics it writes to. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(
                DefaultKafkaDatasetIdentifier.ofTopics(Topics.DECISIONS), new Properties()));
    }
}
