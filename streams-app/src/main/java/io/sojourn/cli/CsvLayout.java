package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.schemas.Topic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * Which columns a topic has as CSV: where a record stands, the fields of all its types, nested ones as
 * {@code rfm_window_days}, and what cannot be decoded. Lists and maps stand in their cell as JSON.
 */
final class CsvLayout {

    private static final List<String> BEFORE =
            List.of("/partition", "/offset", "/timestamp", "/key", "/headers", "/type");
    private static final List<String> AFTER = List.of("/undecodable/reason", "/undecodable/base64");

    private final List<String> paths = new ArrayList<>(BEFORE);

    /**
     * @param topic what is read; for one that is not ours the whole value is one column
     */
    CsvLayout(Optional<Topic> topic) {
        Set<String> fields = new LinkedHashSet<>();
        topic.ifPresent(known -> known.types()
                .forEach(type -> collect("/value", SpecificData.get().getSchema(type), fields)));
        paths.addAll(fields.isEmpty() ? List.of("/value") : fields);
        paths.addAll(AFTER);
    }

    List<String> headings() {
        return paths.stream().map(CsvLayout::heading).toList();
    }

    /** One line's cells, from the JSON of {@link SeenRecord}. */
    List<String> cells(JsonNode record) {
        return paths.stream().map(path -> cell(record.at(path))).toList();
    }

    private static void collect(String path, Schema schema, Set<String> into) {
        var plain = withoutNull(schema);
        if (plain.getType() == Schema.Type.RECORD) {
            plain.getFields().forEach(field -> collect(path + "/" + field.name(), field.schema(), into));
        } else {
            into.add(path);
        }
    }

    private static Schema withoutNull(Schema schema) {
        return schema.isUnion()
                ? Stream.of(schema)
                        .flatMap(union -> union.getTypes().stream())
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElse(schema)
                : schema;
    }

    private static String heading(String path) {
        return path.replaceFirst("^/(value/)?", "")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .replace('/', '_')
                .toLowerCase(Locale.ROOT);
    }

    private static String cell(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        return node.isContainerNode()
                ? Json.line(node)
                : node.isBigDecimal() ? node.decimalValue().toPlainString() : node.asText();
    }
}
