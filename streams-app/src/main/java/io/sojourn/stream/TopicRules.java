package io.sojourn.stream;

import io.sojourn.schemas.Topic;
import io.sojourn.schemas.Topic.Cleanup;
import io.sojourn.schemas.Topics;
import io.sojourn.stream.TopicFinding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a topic must be like for the results to be right, and why. */
final class TopicRules {
    private static final String CLEANUP = "cleanup.policy";
    private static final String RETENTION = "retention.ms";
    private static final String RETENTION_BYTES = "retention.bytes";
    private static final String STAMP = "message.timestamp.type";
    private static final String OLDEST_STAMP = "message.timestamp.before.max.ms";
    private static final String LARGEST = "max.message.bytes";
    private static final String FOR_EVER = "-1";

    private final List<Topic> catalogue;
    private final KafkaCommands commands;
    private final List<TopicFinding> findings = new ArrayList<>();

    /**
     * A topic as it is on the broker.
     *
     * @param settings all its settings, the broker's defaults included
     */
    record Actual(int partitions, Map<String, String> settings) {
        String setting(String name) {
            return settings.getOrDefault(name, "");
        }
    }

    private TopicRules(List<Topic> catalogue, KafkaCommands commands) {
        this.catalogue = catalogue;
        this.commands = commands;
    }

    /** All there is to say, in the catalogue's order; {@code actual} by name, without topics that do not exist. */
    static List<TopicFinding> findings(List<Topic> catalogue, Map<String, Actual> actual, KafkaCommands commands) {
        TopicRules rules = new TopicRules(catalogue, commands);
        for (Topic topic : catalogue) {
            @Nullable Actual is = actual.get(topic.name());
            if (is == null) {
                rules.refuse(
                        topic,
                        "does not exist (sojourn topics create makes all that are missing)",
                        commands.create(topic));
                continue;
            }
            rules.checkCleanup(topic, is);
            rules.checkStamp(topic, is);
            rules.checkRetention(topic, is);
            rules.checkPartitions(topic, is, actual);
            rules.checkSize(topic, is, actual);
        }
        return rules.findings;
    }

    private void checkCleanup(Topic topic, Actual is) {
        boolean compacted = is.setting(CLEANUP).contains("compact");
        if (topic.cleanup() == Cleanup.DELETE && compacted) {
            refuse(
                    topic,
                    "is compacted: records would vanish as soon as a later one has the same key",
                    commands.set(topic.name(), Map.of(CLEANUP, "delete")));
        }
        if (topic.cleanup() == Cleanup.COMPACT && !compacted) {
            refuse(
                    topic,
                    "is not compacted: what it says of a key that is silent for long would be deleted",
                    commands.set(topic.name(), Map.of(CLEANUP, "compact")));
        } else if (topic.cleanup() == Cleanup.COMPACT && is.setting(CLEANUP).contains("delete")) {
            warn(
                    topic,
                    "is compacted but deletes by age too, so what it says of silent keys goes",
                    commands.set(topic.name(), Map.of(CLEANUP, "compact")));
        }
    }

    private void checkStamp(Topic topic, Actual is) {
        String wanted = topic.logAppendTime() ? "LogAppendTime" : "CreateTime";
        if (is.setting(STAMP).equals(wanted)) {
            return;
        }
        refuse(
                topic,
                topic.logAppendTime()
                        ? "is not LogAppendTime: records carry times from history, so retention would delete them unread,"
                                + " and the clock could not tell what had arrived"
                        : "is not CreateTime: records would lose the times they were written with",
                commands.set(topic.name(), Map.of(STAMP, wanted)));
    }

    private void checkRetention(Topic topic, Actual is) {
        if (topic.name().equals(Topics.LEDGER)) {
            if (!is.setting(RETENTION).equals(FOR_EVER)) {
                refuse(
                        topic,
                        "has retention.ms=" + is.setting(RETENTION)
                                + ": history would be deleted, and with it what can be" + " replayed",
                        commands.set(topic.name(), Map.of(RETENTION, FOR_EVER)));
            }
            if (!is.setting(RETENTION_BYTES).equals(FOR_EVER)) {
                refuse(
                        topic,
                        "has retention.bytes=" + is.setting(RETENTION_BYTES)
                                + ": history would be deleted when it grows",
                        commands.set(topic.name(), Map.of(RETENTION_BYTES, FOR_EVER)));
            }
            if (!is.setting(OLDEST_STAMP).equals(Long.toString(Long.MAX_VALUE))) {
                warn(
                        topic,
                        "has " + OLDEST_STAMP + "=" + is.setting(OLDEST_STAMP)
                                + ": the broker would refuse an import of older" + " history",
                        commands.set(topic.name(), Map.of(OLDEST_STAMP, Long.toString(Long.MAX_VALUE))));
            }
        } else if (topic.retention() != null) {
            long wanted = topic.retention().toMillis();
            long kept = numberOf(is.setting(RETENTION));
            if (kept >= 0 && kept < wanted) {
                warn(
                        topic,
                        "keeps records for " + kept + " ms instead of " + wanted,
                        commands.set(topic.name(), Map.of(RETENTION, Long.toString(wanted))));
            }
            if (!is.setting(RETENTION_BYTES).equals(FOR_EVER)) {
                warn(
                        topic,
                        "has retention.bytes=" + is.setting(RETENTION_BYTES)
                                + ": in a rush records go before their time",
                        commands.set(topic.name(), Map.of(RETENTION_BYTES, FOR_EVER)));
            }
        }
    }

    private void checkPartitions(Topic topic, Actual is, Map<String, Actual> actual) {
        switch (topic.name()) {
            case Topics.LEDGER -> {
                if (is.partitions() != topic.partitions()) {
                    // Never by adding partitions: a customer's later events would go elsewhere than the earlier ones.
                    refuse(
                            topic,
                            "has " + is.partitions() + " partitions, the setting ledger.partitions is "
                                    + topic.partitions()
                                    + ": a customer's history would be split; the setting follows the ledger",
                            "export SOJOURN_LEDGER_PARTITIONS=" + is.partitions());
                }
            }
            case Topics.WATERMARKS -> {
                if (is.partitions() != 1) {
                    refuse(
                            topic,
                            "has " + is.partitions() + " partitions: there can be one clock only (stop Sojourn first)",
                            commands.recreate(topic));
                }
            }
            case Topics.CLOCK -> {
                int widest = Topics.INPUTS.stream()
                        .mapToInt(input -> widthOf(input, actual))
                        .max()
                        .orElse(1);
                if (is.partitions() < widest) {
                    refuse(
                            topic,
                            "has " + is.partitions() + " partitions, fewer than the widest input, which has " + widest
                                    + ": some intake tasks could not tell the time",
                            commands.widen(topic.name(), widest));
                }
            }
            default -> {
                // Inputs of any width are re-keyed at intake, and outputs are only written: any width will do.
            }
        }
    }

    /** As it is, or as it will be created. */
    private int widthOf(String input, Map<String, Actual> actual) {
        @Nullable Actual is = actual.get(input);
        return is == null ? Topics.named(input, catalogue).partitions() : is.partitions();
    }

    private void checkSize(Topic topic, Actual is, Map<String, Actual> actual) {
        if (topic.name().equals(Topics.LEDGER)) {
            checkLedgerSize(topic, is);
        } else if (topic.name().equals(Topics.REJECTED)) {
            checkRejectedSize(topic, is, actual);
        }
    }

    private void checkLedgerSize(Topic topic, Actual is) {
        String wanted = topic.settings().getOrDefault(LARGEST, "");
        if (numberOf(is.setting(LARGEST)) < numberOf(wanted)) {
            refuse(
                    topic,
                    "takes records up to " + is.setting(LARGEST) + " bytes: an event that intake accepts might not fit,"
                            + " and stop the app",
                    commands.set(topic.name(), Map.of(LARGEST, wanted)));
        }
    }

    private void checkRejectedSize(Topic topic, Actual is, Map<String, Actual> actual) {
        long largestInput = Topics.INPUTS.stream()
                .flatMap(input -> Stream.ofNullable(actual.get(input)))
                .mapToLong(input -> numberOf(input.setting(LARGEST)))
                .max()
                .orElse(0);
        if (numberOf(is.setting(LARGEST)) <= largestInput) {
            warn(
                    topic,
                    "takes records up to " + is.setting(LARGEST) + " bytes, an input up to " + largestInput
                            + ": a large one could not be kept whole with its reason",
                    commands.set(topic.name(), Map.of(LARGEST, Long.toString(largestInput * 2))));
        }
    }

    private void refuse(Topic topic, String problem, String mend) {
        findings.add(new TopicFinding(Severity.REFUSE, topic.name(), problem, mend));
    }

    private void warn(Topic topic, String problem, String mend) {
        findings.add(new TopicFinding(Severity.WARN, topic.name(), problem, mend));
    }

    private static long numberOf(String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
