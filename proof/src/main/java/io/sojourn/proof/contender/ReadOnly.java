package io.sojourn.proof.contender;

import io.sojourn.proof.load.Ground;
import io.sojourn.proof.load.Reading;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Polls the ledger to its end with one consumer; if asked to, decodes each record too. */
final class ReadOnly implements Contender {
    private final boolean decode;

    ReadOnly(boolean decode) {
        this.decode = decode;
    }

    @Override
    public void run(Ground ground, Finish done) throws Exception {
        try (Consumer<byte[], byte[]> consumer = Reading.committed(ground);
                WireFormat wire = new WireFormat(Map.of("schema.registry.url", ground.registry()))) {
            Map<TopicPartition, Long> ends = Reading.assignAll(consumer, List.of(Topics.LEDGER), ground.partitions());
            Effort effort = Effort.after(ground.warmUp());
            while (Reading.left(consumer, ends) > 0) {
                long events = 0;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.key() != null && (!decode || wire.decodeHead(record.topic(), record.value()) != null)) {
                        events++;
                    }
                }
                effort.saw(events);
            }
            done.with(effort.done());
        }
    }
}
