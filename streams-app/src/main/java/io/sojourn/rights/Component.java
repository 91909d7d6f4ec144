package io.sojourn.rights;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.sojourn.Settings;
import io.sojourn.schemas.Topic;
import io.sojourn.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * Who talks to the broker, and the least rights with which each works. Read, Write and Alter imply Describe, as everywhere
 * in Kafka, so it is named only where it stands alone.
 */
public enum Component {
    APPLICATION("The application: `run`, and `doctor` with its settings", "应用本身（run、doctor）"),
    SOURCE("A source of events: `collect`, `EventSender`, or any producer", "事件来源"),
    READER("A reader of decisions", "决策的读取方"),
    IMPORTER("An import: `import`, `clock status`, `clock release`", "历史导入"),
    DEPLOYMENT("The deploy step: `topics create`, `topics check`", "部署步骤（建主题、注册模式）");

    private static final Set<String> DECISIONS = with(
            with(Topics.DECISIONS, Topics.CUSTOMER_STATE),
            Topics.DECISIONS.stream().map(Topics::inJson).toArray(String[]::new));
    /** The decisions are for the query API's /history, and for their mirrors. */
    private static final Set<String> READ_BY_APPLICATION = with(
            with(Topics.INPUTS, Topics.CLOCK, Topics.WATERMARKS, Topics.LEDGER),
            Topics.DECISIONS.toArray(String[]::new));

    private static final Set<String> WRITTEN_BY_IMPORTER =
            Set.of(Topics.LEDGER, Topics.GUESTS, Topics.REJECTED, Topics.WATERMARKS);
    /** An import's progress is kept as an offset of the ledger, and as a watermark. */
    private static final Set<String> READ_BY_IMPORTER = Set.of(Topics.LEDGER, Topics.WATERMARKS);

    private final String title;
    private final String titleZh;

    Component(String title, String titleZh) {
        this.title = title;
        this.titleZh = titleZh;
    }

    /** For people, in English; commands in backquotes. */
    public String title() {
        return title;
    }

    public String titleZh() {
        return titleZh;
    }

    /** The least it works with under these settings, topics first. */
    public List<Right> rights(Settings settings) {
        String applicationId = settings.applicationId();
        List<Right> rights = new ArrayList<>();
        for (Topic topic : settings.topics()) {
            onTopic(topic.name()).forEach(operation -> rights.add(Right.onTopic(operation, topic.name())));
        }
        switch (this) {
            case APPLICATION -> {
                for (String changelog : changelogs(applicationId)) {
                    List.of(CREATE, READ, WRITE).forEach(each -> rights.add(Right.onTopic(each, changelog)));
                }
                rights.add(Right.onGroup(READ, applicationId));
                rights.add(Right.onTransactionsFrom(WRITE, applicationId + "-"));
            }
            case READER -> rights.add(Right.onGroupsFrom(READ, applicationId + "-reader"));
            case IMPORTER -> {
                // Whether the application runs, and has noticed the import.
                rights.add(Right.onGroup(DESCRIBE, applicationId));
                rights.add(Right.onGroupsFrom(READ, applicationId + "-import-"));
                rights.add(Right.onTransactionsFrom(WRITE, applicationId + "-import-"));
            }
            case SOURCE, DEPLOYMENT -> {
                // Nothing but topics.
            }
        }
        return List.copyOf(rights);
    }

    /** What it takes to look at every topic and its settings. */
    public static List<Right> looking(Settings settings) {
        return settings.topics().stream()
                .flatMap(topic -> List.of(DESCRIBE, DESCRIBE_CONFIGS).stream()
                        .map(operation -> Right.onTopic(operation, topic.name())))
                .toList();
    }

    /** The topics Kafka Streams keeps the application's state in. */
    static List<String> changelogs(String applicationId) {
        return List.of(applicationId + "-customers-changelog", applicationId + "-clock-sources-changelog");
    }

    private static Set<String> with(Collection<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        Collections.addAll(all, more);
        return Set.copyOf(all);
    }

    private List<AclOperation> onTopic(String topic) {
        boolean input = Topics.INPUTS.contains(topic);
        return switch (this) {
            case APPLICATION -> {
                List<AclOperation> all = new ArrayList<>(List.of(DESCRIBE_CONFIGS));
                if (READ_BY_APPLICATION.contains(topic)) {
                    all.add(READ);
                }
                if (!input) {
                    all.add(WRITE);
                }
                yield all;
            }
            case SOURCE -> input ? List.of(WRITE) : List.of();
            case READER -> DECISIONS.contains(topic) ? List.of(READ) : List.of();
            case IMPORTER -> {
                List<AclOperation> all = new ArrayList<>(List.of(DESCRIBE_CONFIGS));
                if (READ_BY_IMPORTER.contains(topic)) {
                    all.add(READ);
                }
                all.add(WRITTEN_BY_IMPORTER.contains(topic) ? WRITE : DESCRIBE);
                yield all;
            }
            case DEPLOYMENT -> List.of(CREATE, DESCRIBE, DESCRIBE_CONFIGS);
        };
    }
}
