package io.sojourn.stream;

import io.sojourn.KafkaTools;
import io.sojourn.Settings;
import io.sojourn.schemas.Topic;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Kafka's own commands against this cluster, ready to be pasted into a shell. */
final class KafkaCommands {
    private final String cluster;
    private final int replicationFactor;

    KafkaCommands(Settings settings) {
        cluster = KafkaTools.reach(settings);
        replicationFactor = settings.replicationFactor();
    }

    String create(Topic topic) {
        return "kafka-topics.sh " + cluster + " --create --topic " + topic.name() + " --partitions "
                + topic.partitions()
                + (replicationFactor < 0 ? "" : " --replication-factor " + replicationFactor)
                + new TreeMap<>(topic.settings())
                        .entrySet().stream()
                                .map(setting -> " --config " + setting.getKey() + "=" + setting.getValue())
                                .collect(Collectors.joining());
    }

    String recreate(Topic topic) {
        return "kafka-topics.sh " + cluster + " --delete --topic " + topic.name() + " && " + create(topic);
    }

    String widen(String topic, int partitions) {
        return "kafka-topics.sh " + cluster + " --alter --topic " + topic + " --partitions " + partitions;
    }

    String set(String topic, Map<String, String> settings) {
        return "kafka-configs.sh " + cluster + " --alter --entity-type topics --entity-name " + topic + " --add-config "
                + new TreeMap<>(settings)
                        .entrySet().stream()
                                .map(setting -> setting.getKey() + "=" + setting.getValue())
                                .collect(Collectors.joining(","));
    }
}
