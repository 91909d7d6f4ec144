package io.sojourn.cli.demo;

import io.sojourn.Settings;
import io.sojourn.policy.Policy;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the pipeline decides from its topics, as any other consumer would, and tells the news. */
final class NewsReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NewsReader.class);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final WireFormat wireFormat;
    private final Policy policy;
    private final News news;
    private final Consumer<Headline> listener;
    private final Thread thread = new Thread(this::run, "demo-news");

    /** @param listener hears what is news for those who watch, on the reader's thread */
    NewsReader(Settings settings, Policy policy, News news, Consumer<Headline> listener) {
        var config = new HashMap<String, Object>(settings.kafka());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "sojourn-demo-news");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.wireFormat = new WireFormat(settings.registry());
        this.policy = policy;
        this.news = news;
        this.listener = listener;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (consumer;
                wireFormat) {
            consumer.assign(partitions());
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(this::tell);
            }
        } catch (WakeupException stopped) {
            LOG.debug("The news end");
        } catch (RuntimeException e) {
            LOG.error("The news cannot be read any more", e);
        }
    }

    private List<TopicPartition> partitions() {
        return Topics.DECISIONS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        var headline = Headline.of(wireFormat.decode(record.topic(), record.value()), policy);
        if (headline != null && news.tell(headline)) {
            listener.accept(headline);
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
