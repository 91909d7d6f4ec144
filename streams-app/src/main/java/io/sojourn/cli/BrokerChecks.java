package io.sojourn.cli;

import io.sojourn.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.server.common.MetadataVersion;

/** What the doctor asks the broker: its version, and the settings of it on which exactly-once depends. */
final class BrokerChecks {

    // A record in the ledger or in `rejected` is a little larger than the event in it.
    private static final int ENVELOPE = 2_048;

    private final Settings settings;
    private final Admin admin;

    BrokerChecks(Settings settings, Admin admin) {
        this.settings = settings;
        this.admin = admin;
    }

    List<Check> all() {
        var checks = new ArrayList<Check>();
        checks.add(Check.of("Broker", "Kafka 集群", this::version));
        checks.add(Check.of("Transactions", "事务", this::transactions));
        checks.add(Check.of("Event size", "事件大小", this::eventSize));
        return checks;
    }

    private Check version() throws Exception {
        var nodes = admin.describeCluster().nodes().get();
        var finalized = new TreeMap<String, Short>();
        admin.describeFeatures()
                .featureMetadata()
                .get()
                .finalizedFeatures()
                .forEach((name, range) -> finalized.put(name, range.maxVersionLevel()));
        var found = "%d node%s at %s, Kafka %s, %s"
                .formatted(
                        nodes.size(),
                        nodes.size() == 1 ? "" : "s",
                        settings.kafka().get("bootstrap.servers"),
                        Optional.ofNullable(finalized.get(MetadataVersion.FEATURE_NAME))
                                .map(BrokerChecks::nameOf)
                                .orElse("of an unknown version"),
                        finalized);
        return nodes.size() < 3
                ? Check.warn(
                        "Broker",
                        "Kafka 集群",
                        found,
                        "Fine to try things; the ledger is kept for ever, so give it three nodes and"
                                + " replication.factor=3 in production.")
                : Check.ok("Broker", "Kafka 集群", found);
    }

    private Check transactions() throws Exception {
        int nodes = admin.describeCluster().nodes().get().size();
        var config = brokerConfig();
        for (var name : List.of("transaction.state.log.replication.factor", "offsets.topic.replication.factor")) {
            var factor = config.get(name);
            if (factor != null && Integer.parseInt(factor) > nodes) {
                return Check.fail(
                        "Transactions",
                        "事务",
                        "%s is %s, and there %s %d node%s"
                                .formatted(name, factor, nodes == 1 ? "is" : "are", nodes, nodes == 1 ? "" : "s"),
                        "Exactly-once would wait for ever: set it (and its min.isr) to at most %d on the broker."
                                .formatted(nodes));
            }
        }
        return config.isEmpty()
                ? Check.skip("Transactions", "事务", "the broker does not tell us its settings")
                : Check.ok("Transactions", "事务", settings.processingGuarantee() + " has the replicas it needs");
    }

    private Check eventSize() throws Exception {
        var most = brokerConfig().get("message.max.bytes");
        if (most == null) {
            return Check.skip("Event size", "事件大小", "the broker does not tell us its settings");
        }
        var found = "events up to %d bytes, broker takes records up to %s".formatted(settings.maxEventBytes(), most);
        return settings.maxEventBytes() + ENVELOPE > Integer.parseInt(most)
                ? Check.warn(
                        "Event size",
                        "事件大小",
                        found,
                        "Raise message.max.bytes on the broker, or lower intake.max.event.bytes.")
                : Check.ok("Event size", "事件大小", found);
    }

    private Map<String, String> brokerConfig() throws Exception {
        Node node = admin.describeCluster().nodes().get().iterator().next();
        var resource = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
        var values = new TreeMap<String, String>();
        try {
            admin
                    .describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .getOrDefault(resource, new org.apache.kafka.clients.admin.Config(List.of()))
                    .entries()
                    .stream()
                    .filter(entry -> entry.value() != null)
                    .forEach(entry -> values.put(entry.name(), entry.value()));
        } catch (java.util.concurrent.ExecutionException e) {
            // Hosted brokers often keep this to themselves; that is no trouble of ours.
            if (!(e.getCause() instanceof ApiException)) {
                throw e;
            }
        }
        return values;
    }

    private static String nameOf(short level) {
        try {
            return MetadataVersion.fromFeatureLevel(level).version();
        } catch (IllegalArgumentException e) {
            return "newer than this program knows (metadata level " + level + ")";
        }
    }
}
