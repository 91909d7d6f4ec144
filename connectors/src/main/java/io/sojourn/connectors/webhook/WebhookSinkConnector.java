package io.sojourn.connectors.webhook;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** The plugin as Kafka Connect knows it: what can be set, and which task does the work. */
public final class WebhookSinkConnector extends SinkConnector {
    private Map<String, String> settings = Map.of();

    @Override
    public void start(Map<String, String> settings) {
        this.settings = Map.copyOf(new WebhookSettings(settings).originalsStrings());
    }

    @Override
    public Class<? extends Task> taskClass() {
        return WebhookSinkTask.class;
    }

    /** All alike: Connect itself gives each its partitions. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, settings);
    }

    @Override
    public ConfigDef config() {
        return WebhookSettings.DEFINITION;
    }

    @Override
    public void stop() {
        // Nothing runs here; tasks stop by themselves.
    }

    @Override
    public String version() {
        return ownVersion();
    }

    static String ownVersion() {
        return Objects.requireNonNullElse(
                WebhookSinkConnector.class.getPackage().getImplementationVersion(), "unpackaged");
    }
}
