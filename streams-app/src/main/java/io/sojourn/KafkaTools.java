package io.sojourn;

import java.util.Locale;

/** How Kafka's own command-line tools reach the cluster of these settings. */
public final class KafkaTools {

    private KafkaTools() {}

    /** The options that name the cluster, to follow a tool's name. */
    public static String reach(Settings settings) {
        var protocol = settings.kafka().getOrDefault("security.protocol", "PLAINTEXT");
        return "--bootstrap-server " + settings.kafka().getOrDefault("bootstrap.servers", "localhost:9092")
                // Credentials never go into a command that is printed; Kafka's tools take them from a file.
                + (protocol.toUpperCase(Locale.ROOT).equals("PLAINTEXT") ? "" : " --command-config client.properties");
    }
}
