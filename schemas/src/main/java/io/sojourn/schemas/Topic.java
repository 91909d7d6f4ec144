package io.sojourn.schemas;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One topic as it should be.
 *
 * @param name the topic's name in Kafka
 * @param title what it holds, for people, in English
 * @param titleZh the same in Chinese
 * @param key what the record key is
 * @param types the record classes a value may be of, never empty
 * @param partitions how many it is created with, 1 or more
 * @param cleanup what the broker does with old records
 * @param retention how long records are kept, by their record time; null for ever
 * @param logAppendTime true if the broker stamps records when they arrive, false if the writer's stamp is kept
 */
public record Topic(
        String name,
        String title,
        String titleZh,
        String key,
        List<Class<? extends SpecificRecord>> types,
        int partitions,
        Cleanup cleanup,
        @Nullable Duration retention,
        boolean logAppendTime) {

    private static final Duration SHORT_LIVED = Duration.ofHours(1);

    /** What the broker does with old records: drop them, or keep the latest of each key. */
    public enum Cleanup {
        DELETE,
        COMPACT
    }

    public Topic {
        types = List.copyOf(types);
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + " needs at least one partition, not " + partitions);
        }
    }

    /** The settings the topic is created with, by Kafka's own names. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("cleanup.policy", cleanup == Cleanup.COMPACT ? "compact" : "delete");
        settings.put("message.timestamp.type", logAppendTime ? "LogAppendTime" : "CreateTime");
        if (cleanup == Cleanup.DELETE) {
            settings.put("retention.ms", retention == null ? "-1" : Long.toString(retention.toMillis()));
            // A broker may have a default limit in bytes, which would cut short what we promise to keep.
            settings.put("retention.bytes", "-1");
        }
        if (retention != null && retention.compareTo(SHORT_LIVED) < 0) {
            // Only closed segments are dropped, so short-lived letters need segments as short as themselves.
            settings.put("segment.ms", Long.toString(retention.toMillis()));
        }
        if (name.equals(Topics.WATERMARKS)) {
            // Only closed segments are compacted, and this one grows by some records a second for ever.
            settings.put("segment.ms", Long.toString(SHORT_LIVED.toMillis()));
        }
        if (retention == null && cleanup == Cleanup.DELETE) {
            // The ledger's record times leap by years during an import; by time, each leap would open a new segment.
            settings.put("segment.ms", Long.toString(Long.MAX_VALUE));
        }
        if (carriesForeignBytes()) {
            // The original, however large an input let it become, and what stands around it.
            settings.put("max.message.bytes", Integer.toString(Topics.LARGEST_FOREIGN_RECORD));
        }
        return settings;
    }

    private boolean carriesForeignBytes() {
        return name.equals(Topics.LEDGER) || name.equals(Topics.REJECTED) || name.equals(Topics.GUESTS);
    }
}
