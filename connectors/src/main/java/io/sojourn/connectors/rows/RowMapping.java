package io.sojourn.connectors.rows;

import io.sojourn.yaml.Suggestion;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What the rows of a database mean, table by table, as a YAML file says it; {@code docs/connect.md} has its reference.
 *
 * @param tables by the name that the file gives them
 */
record RowMapping(Map<String, Table> tables) {
    private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String EMPTY = "there is nothing here; docs/examples/connect has a mapping to start from";

    private static final Map<String, BiFunction<Keys, ZoneId, Meaning>> KINDS = Map.of(
            "order", OrderRows::read,
            "refund", RefundRows::read,
            "ticket", TicketRows::read,
            "reply", ReplyRows::read,
            "rating", RatingRows::read,
            "profile", ProfileRows::read,
            "engagement", EngagementRows::read,
            "visit", VisitRows::read,
            "nothing", (keys, zone) -> Meaning.nothing(keys));

    /**
     * One of them.
     *
     * @param ids of its events, which begin with the mapping's {@code source} and the table's name
     */
    record Table(EventIds ids, Meaning meaning) {}

    /** @throws MappingRefusedException with file, line and column where the text is no mapping */
    static RowMapping load(String path) {
        return read(path, textOf(path));
    }

    static RowMapping read(String file, String text) {
        Node root = root(file, text);
        if (root == null) {
            throw Keys.refused(file, null, EMPTY);
        }
        Keys keys = Keys.of(file, root).only("source", "title", "zone", "tables");
        keys.maybe("title", title -> title.only("en", "zh"));
        String source = keys.text("source");
        if (!SOURCE.matcher(source).matches()) {
            throw keys.wrong("source", "'source' is 1 to 64 of letters, digits, '.', '_' and '-'");
        }
        ZoneId zone = TimeColumn.zone(keys, ZoneId.of("UTC"));
        Keys tables = keys.in("tables");
        if (tables.names().isEmpty()) {
            throw keys.wrong("tables", "'tables' needs at least one table");
        }
        Map<String, Table> read = new TreeMap<>();
        for (String name : tables.names()) {
            Keys table = tables.in(name);
            Meaning meaning = table.oneOf("as", KINDS).apply(table, zone);
            read.put(name, new Table(new EventIds(source + ":" + name), meaning));
        }
        return new RowMapping(read);
    }

    /** The table under the first of these names that the mapping has. */
    Optional<Table> table(List<String> names) {
        return names.stream().filter(tables::containsKey).findFirst().map(tables::get);
    }

    /** Of what classes events may come of it. */
    Set<Class<? extends SpecificRecord>> events() {
        return tables.values().stream()
                .flatMap(table -> table.meaning().events().stream())
                .collect(Collectors.toSet());
    }

    /** {@code , which says nothing of table x}, with the name that may be meant. */
    String without(List<String> names) {
        List<String> all = new ArrayList<>(new TreeSet<>(tables.keySet()));
        return "the mapping says nothing of " + String.join(" or ", names) + Suggestion.among(names.get(0), all);
    }

    private static Node root(String file, String text) {
        try {
            return new Yaml().compose(new StringReader(text));
        } catch (MarkedYAMLException wrong) {
            throw Keys.refused(file, wrong.getProblemMark(), String.valueOf(wrong.getProblem()));
        } catch (YAMLException wrong) {
            throw new MappingRefusedException(file + ": " + wrong.getMessage());
        }
    }

    private static String textOf(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (CharacterCodingException wrong) {
            throw new MappingRefusedException(path + " is not UTF-8; save the mapping as UTF-8");
        } catch (IOException wrong) {
            throw new MappingRefusedException(path
                    + " cannot be read: give a file that is there on every worker, as this one's user may read it");
        }
    }
}
