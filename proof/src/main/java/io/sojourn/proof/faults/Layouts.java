package io.sojourn.proof.faults;

import io.sojourn.proof.faults.site.Instance;
import io.sojourn.proof.faults.site.Site;
import io.sojourn.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** Topics that are not as they were. */
final class Layouts {
    private static final int WIDE = 4;
    private static final Map<String, Integer> UNEQUAL = Map.of(Topics.ORDERS, WIDE, Topics.SUPPORT, WIDE - 1);
    private static final Duration REFUSES_WITHIN = Duration.ofSeconds(40);
    private static final int KILLED = 137;

    /** The jars of the build before this one; {@code scripts/faults} makes it. */
    private static final String PREVIOUS = "faults.previous";

    private Layouts() {}

    /** Inputs of different widths from the beginning, filled by a partitioner of the sources' own. */
    static Plot unequalInputs() {
        return site -> {
            for (Map.Entry<String, Integer> unequal : UNEQUAL.entrySet()) {
                widen(site, unequal.getKey(), unequal.getValue());
            }
            widen(site, Topics.CLOCK, WIDE);
            site.open(1);
            Crashes.awaitWork(site);
            Crashes.again(site.instance(0));
        };
    }

    /** Of an input among unequal ones. */
    static int width(String input) {
        return UNEQUAL.getOrDefault(input, Site.INPUT_PARTITIONS);
    }

    /** An input gets more partitions than the clock has; what the refusal says is then done. */
    static Plot inputWidened(boolean widened) {
        return Plot.whileRunning(site -> {
            Crashes.awaitWork(site);
            site.instance(0).stop();
            if (widened) {
                widen(site, Topics.ORDERS, WIDE);
            }
            findRefused(site, "--alter --topic clock --partitions " + WIDE);
            if (widened) {
                widen(site, Topics.CLOCK, WIDE);
            }
            site.instance(0).start();
        });
    }

    /** The ledger gets more partitions, which would split histories; nothing mends that, so the run ends there. */
    static Plot ledgerWidened(boolean widened) {
        return Plot.whileRunning(site -> {
            Crashes.awaitWork(site);
            site.instance(0).stop();
            if (widened) {
                widen(site, Topics.LEDGER, WIDE);
            }
            findRefused(site, "a customer's history would be split");
            site.endsHere();
        });
    }

    /** Somebody has the ledger compacted, then kept for a day only. */
    static Plot ledgerDrifts(boolean drifts) {
        return Plot.whileRunning(site -> {
            Crashes.awaitWork(site);
            site.instance(0).stop();
            for (Map.Entry<String, String> drift : Map.of("cleanup.policy", "compact", "retention.ms", "86400000")
                    .entrySet()) {
                String right = drift.getKey().equals("retention.ms") ? "-1" : "delete";
                if (drifts) {
                    set(site, Topics.LEDGER, Map.of(drift.getKey(), drift.getValue()));
                }
                findRefused(site, "--entity-name ledger --add-config " + drift.getKey() + "=" + right);
                set(site, Topics.LEDGER, Map.of(drift.getKey(), right));
            }
            site.instance(0).start();
        });
    }

    /**
     * The build before this one is stopped in order, and this one takes over its topics and its state.
     *
     * @param forgotten whether it finds no positions on the inputs
     */
    static Plot upgraded(boolean forgotten) {
        return site -> {
            String previous = System.getProperty(PREVIOUS, "");
            if (previous.isEmpty()) {
                throw new SkippedException("no build was tagged before this one");
            }
            Instance instance = site.instance(0).ofBuild(previous);
            site.open(1);
            site.atShare(0.5);
            site.found("stops with 0 when told to", instance.stop() == 0);
            if (forgotten) {
                forgetPositions(site, Topics.INPUTS);
            }
            instance.ofBuild(null).start();
        };
    }

    /** The group no longer knows how far it came on these topics. */
    static void forgetPositions(Site site, List<String> topics) throws ExecutionException, InterruptedException {
        Set<TopicPartition> forgotten = site.watch().committed().keySet().stream()
                .filter(partition -> topics.contains(partition.topic()))
                .collect(Collectors.toSet());
        site.admin()
                .deleteConsumerGroupOffsets(site.outside().applicationId(), forgotten)
                .all()
                .get();
    }

    private static void findRefused(Site site, String instruction) throws IOException, InterruptedException {
        Instance instance = site.instance(0);
        instance.startOnce();
        int exit = instance.exitCode(REFUSES_WITHIN);
        site.found("start is refused, with what mends it", exit != 0 && exit != KILLED && instance.says(instruction));
    }

    private static void widen(Site site, String topic, int partitions) throws ExecutionException, InterruptedException {
        site.admin()
                .createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                .all()
                .get();
    }

    static void set(Site site, String topic, Map<String, String> settings)
            throws ExecutionException, InterruptedException {
        List<AlterConfigOp> changes = settings.entrySet().stream()
                .map(each ->
                        new AlterConfigOp(new ConfigEntry(each.getKey(), each.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        site.admin()
                .incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), changes))
                .all()
                .get();
    }
}
