package io.sojourn;

import io.sojourn.intake.Reason;
import io.sojourn.schemas.Topic;
import io.sojourn.schemas.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The page {@code docs/topics.md}, written from the topic catalogue, the schemas and the reasons of the intake. */
final class TopicsPage {
    /** Unlike any other number in the catalogue, so that they are recognised in it. */
    private static final int INPUT_PARTITIONS = 9_001;

    private static final int LEDGER_PARTITIONS = 9_002;

    private static final List<Topic> CATALOGUE = Topics.catalogue(INPUT_PARTITIONS, LEDGER_PARTITIONS);

    private TopicsPage() {}

    /** What a source or a reader of our topics has to know, by topic. */
    static String topics() {
        return CATALOGUE.stream().map(TopicsPage::section).collect(Collectors.joining("\n"));
    }

    /** What there is where readers without Avro asked for it. */
    static String mirrors() {
        return Topics.mirrors(Topics.DECISIONS, LEDGER_PARTITIONS).stream()
                .map(mirror -> "| `%s` | %s · %s | %s | %s |%n"
                        .formatted(
                                mirror.name(),
                                mirror.title(),
                                mirror.titleZh(),
                                partitions(mirror.partitions()),
                                kept(mirror)))
                .collect(Collectors.joining());
    }

    /** Every record and enumeration once, with the documentation of its fields. */
    static String records() {
        Map<String, Schema> named = new LinkedHashMap<>();
        Topics.types().forEach(type -> collect(SpecificData.get().getSchema(type), named));
        return named.values().stream().map(TopicsPage::described).collect(Collectors.joining("\n"));
    }

    /** Every code of {@code Rejected.reason} that intake gives. */
    static String reasons() {
        return Stream.of(Reason.values())
                .map(reason -> "| `%s` | %s |%n".formatted(reason, ReasonTexts.of(reason)))
                .collect(Collectors.joining());
    }

    private static String section(Topic topic) {
        var types =
                topic.types().stream().map(type -> link(type.getSimpleName())).collect(Collectors.joining(", "));
        return """
                ### `%s`

                %s · %s

                | key | partitions | cleanup | kept | stamped by |
                |---|---|---|---|---|
                | %s | %s | `%s` | %s | %s |

                Records: %s
                """.formatted(
                topic.name(),
                topic.title(),
                topic.titleZh(),
                topic.key(),
                partitions(topic.partitions()),
                topic.settings().get("cleanup.policy"),
                kept(topic),
                topic.logAppendTime() ? "the broker, on arrival (`LogAppendTime`)" : "the writer (`CreateTime`)",
                types);
    }

    private static String partitions(int partitions) {
        return switch (partitions) {
            case INPUT_PARTITIONS -> "`input.partitions` (%s)".formatted(Setting.INPUT_PARTITIONS.byDefault());
            case LEDGER_PARTITIONS -> "`ledger.partitions` (%s)".formatted(Setting.LEDGER_PARTITIONS.byDefault());
            default -> Integer.toString(partitions);
        };
    }

    private static String kept(Topic topic) {
        Duration retention = topic.retention();
        if (retention != null) {
            return retention.toDays() > 0 ? retention.toDays() + " days" : retention.toMinutes() + " minutes";
        }
        return topic.cleanup() == Topic.Cleanup.COMPACT ? "the latest of each key, for ever" : "**for ever**";
    }

    private static void collect(Schema schema, Map<String, Schema> named) {
        switch (schema.getType()) {
            case RECORD -> {
                if (named.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), named));
                }
            }
            case ENUM -> named.putIfAbsent(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), named);
            case MAP -> collect(schema.getValueType(), named);
            case UNION -> schema.getTypes().forEach(each -> collect(each, named));
            default -> {
                // A plain value has no page entry of its own.
            }
        }
    }

    private static String described(Schema schema) {
        String heading = "### %s%n%n`%s`%s%n".formatted(schema.getName(), schema.getFullName(), doc(schema.getDoc()));
        if (schema.getType() == Schema.Type.ENUM) {
            return heading + "\n" + codes(schema.getEnumSymbols()) + "\n";
        }
        return heading + "\n| field | type | |\n|---|---|---|\n"
                + schema.getFields().stream().map(TopicsPage::row).collect(Collectors.joining());
    }

    private static String row(Schema.Field field) {
        String text = field.doc() == null ? "" : oneLine(field.doc());
        return "| `%s` | %s | %s |%n".formatted(field.name(), typeOf(field.schema()), text);
    }

    private static String typeOf(Schema schema) {
        var logical = schema.getLogicalType();
        if (logical != null) {
            return schema.getObjectProp("precision") == null
                    ? logical.getName()
                    : "decimal(%s,%s)".formatted(schema.getObjectProp("precision"), schema.getObjectProp("scale"));
        }
        return switch (schema.getType()) {
            case RECORD, ENUM -> link(schema.getName());
            case ARRAY -> "list of " + typeOf(schema.getElementType());
            case MAP -> "map of " + typeOf(schema.getValueType());
            case UNION ->
                schema.getTypes().stream()
                        .filter(each -> each.getType() != Schema.Type.NULL)
                        .map(TopicsPage::typeOf)
                        .collect(Collectors.joining(" or ", "", " or null"));
            default -> schema.getType().getName();
        };
    }

    private static String link(String record) {
        return "[%s](#%s)".formatted(record, record.toLowerCase(java.util.Locale.ROOT));
    }

    private static String codes(Collection<String> words) {
        return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(" "));
    }

    private static String doc(@org.jspecify.annotations.Nullable String doc) {
        return doc == null ? "" : ": " + oneLine(doc);
    }

    private static String oneLine(String doc) {
        return doc.strip().replaceAll("\\s*\\n\\s*", " ").replace("|", "\\|");
    }
}
