package io.sojourn.proof.flink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * What one run is told.
 *
 * @param registry for {@code schema.registry.url}
 * @param end in epoch milliseconds; silences after it are not heard
 * @param dir for checkpoints and local state
 * @param windowDays of the reference policy
 * @param overrides Flink's own settings, over ours
 */
record JobSettings(
        String bootstrap,
        String registry,
        long end,
        Backend backend,
        DeliveryGuarantee guarantee,
        Duration checkpointInterval,
        int parallelism,
        Path dir,
        int windowDays,
        Map<String, String> overrides) {}
