package io.sojourn.connectors.rows;

import io.sojourn.yaml.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The keys that stand at one place of a mapping file; whatever is wrong with one is refused with its line and column. */
final class Keys {
    private final String file;
    private final Mark mark;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();

    private Keys(String file, Mark mark, Node node) {
        this.file = file;
        this.mark = mark;
        if (!(node instanceof MappingNode mapping)) {
            throw refused(file, node.getStartMark(), "write keys here, such as {column: id}");
        }
        for (NodeTuple entry : mapping.getValue()) {
            Node key = entry.getKeyNode();
            if (!(key instanceof ScalarNode name)) {
                throw refused(file, key.getStartMark(), "a key is a word");
            }
            if (entries.put(name.getValue(), entry) != null) {
                throw refused(file, key.getStartMark(), "there is a second '" + name.getValue() + "'");
            }
        }
    }

    static Keys of(String file, Node root) {
        return new Keys(file, root.getStartMark(), root);
    }

    static MappingRefusedException refused(String file, @Nullable Mark at, String message) {
        String place =
                at == null ? "line 1, column 1" : "line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1);
        return new MappingRefusedException(file + ", " + place + ": " + message);
    }

    /** Refuses any other key before one is missed: who writes {@code colunm} hears of that. */
    Keys only(String... known) {
        Set<String> all = new TreeSet<>(List.of(known));
        for (Map.Entry<String, NodeTuple> entry : entries.entrySet()) {
            if (!all.contains(entry.getKey())) {
                throw wrong(
                        entry.getKey(),
                        "there is no key '" + entry.getKey() + "'" + Suggestion.among(entry.getKey(), all));
            }
        }
        return this;
    }

    Set<String> names() {
        return entries.keySet();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    Keys in(String key) {
        NodeTuple entry = required(key);
        return new Keys(file, entry.getKeyNode().getStartMark(), entry.getValueNode());
    }

    /** What {@code read} makes of the keys below; null if the key is not there. */
    <T> @Nullable T maybe(String key, Function<Keys, T> read) {
        return has(key) ? read.apply(in(key)) : null;
    }

    String text(String key) {
        return scalar(key, required(key).getValueNode());
    }

    @Nullable
    String maybeText(String key) {
        return has(key) ? text(key) : null;
    }

    List<String> texts(String key) {
        if (!(required(key).getValueNode() instanceof SequenceNode list)
                || list.getValue().isEmpty()) {
            throw wrong(key, "'" + key + "' is a list: write [a] or [a, b]");
        }
        List<String> texts = new ArrayList<>();
        for (Node each : list.getValue()) {
            texts.add(scalar(key, each));
        }
        return List.copyOf(texts);
    }

    /** One of a few words. */
    <T> T oneOf(String key, Map<String, T> words) {
        String written = text(key);
        T meant = words.get(written);
        if (meant == null) {
            throw wrong(
                    key,
                    "'" + key + "' cannot be '" + written + "'"
                            + Suggestion.among(written, new TreeSet<>(words.keySet())));
        }
        return meant;
    }

    MappingRefusedException wrong(String key, String message) {
        NodeTuple entry = entries.get(key);
        return entry == null ? wrong(message) : refused(file, entry.getKeyNode().getStartMark(), message);
    }

    /** Of all that stands here. */
    MappingRefusedException wrong(String message) {
        return refused(file, mark, message);
    }

    private NodeTuple required(String key) {
        NodeTuple entry = entries.get(key);
        if (entry == null) {
            throw wrong("'" + key + "' is missing");
        }
        return entry;
    }

    private String scalar(String key, Node node) {
        if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            throw wrong(key, "'" + key + "' needs a value: a word, a number, or text in quotation marks");
        }
        return scalar.getValue();
    }
}
