package io.sojourn.dev;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** How a broker of one node is set that shall be quick, small and exactly-once capable. */
final class BrokerSettings {
    /** The listener for clients, by name. */
    static final String CLIENTS = "PLAINTEXT";

    private static final String CONTROLLER = "CONTROLLER";

    private BrokerSettings() {}

    static Map<String, String> of(int node, Path data, int port) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(node));
        settings.put("listeners", CLIENTS + "://127.0.0.1:" + port + "," + CONTROLLER + "://127.0.0.1:0");
        settings.put("listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("inter.broker.listener.name", CLIENTS);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("controller.quorum.bootstrap.servers", "127.0.0.1:0");
        settings.put("log.dirs", data.toString());

        // One node cannot replicate, and transactions would wait for replicas for ever.
        for (String internal :
                new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.put(internal + ".replication.factor", "1");
            // The default of 50 partitions each is for clusters; here it is only a slower start.
            settings.put(internal + ".num.partitions", "4");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");

        // Groups of one process need not wait for members that may still come.
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.coordinator.threads", "1");
        // A misspelt topic shall be an error, not a new topic.
        settings.put("auto.create.topics.enable", "false");
        settings.put("log.retention.check.interval.ms", "30000");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        return settings;
    }
}
