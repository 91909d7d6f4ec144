package io.sojourn.history;

import io.sojourn.schemas.Topics;
import org.apache.kafka.common.TopicPartition;

/** What an import is called in Kafka. */
record ImportNames(String application, String id) {
    /** Where its progress stands; the number there counts entries of the import, not records of that partition. */
    static final TopicPartition PROGRESS = new TopicPartition(Topics.LEDGER, 0);

    /** The consumer group that holds its progress, and its transactional id. */
    String group() {
        return application + "-import-" + id;
    }

    /** The clock knows its hold by this. */
    String source() {
        return "import:" + id;
    }
}
