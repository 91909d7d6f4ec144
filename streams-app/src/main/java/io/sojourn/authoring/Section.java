package io.sojourn.authoring;

import io.sojourn.yaml.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The keys of one part of a file. What is missing or of another form is refused, and something stands in for it. */
final class Section {
    private final Source source;
    private final Node node;
    private final String what;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /**
     * @param what it is, for people: {@code a stage}
     * @param known the keys it may have
     */
    Section(Source source, Node node, String what, List<String> known) {
        this.source = source;
        this.node = node;
        this.what = what;
        if (!(node instanceof MappingNode mapping)) {
            source.refuse(node, what + " has keys: " + String.join(", ", known));
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!known.contains(key)) {
                source.refuse(entry.getKeyNode(), what + " has no key `" + key + "`" + Suggestion.among(key, known));
            } else if (values.put(key, entry.getValueNode()) != null) {
                source.refuse(entry.getKeyNode(), "`" + key + "` stands here twice");
            }
        }
    }

    Node node() {
        return node;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Where the value of a key stands; the section itself where it is missing. */
    Node at(String key) {
        return values.getOrDefault(key, node);
    }

    @Nullable
    ScalarNode scalar(String key) {
        Node value = values.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar;
        }
        source.refuse(value, "`" + key + "` is one text");
        return null;
    }

    /** The id as it is written, empty where there is none; nothing is refused yet. */
    String id() {
        return values.get("id") instanceof ScalarNode id ? id.getValue() : "";
    }

    /** The text of a key; empty where it is missing, which is refused. */
    String text(String key) {
        ScalarNode scalar = scalar(key);
        if (scalar == null && !values.containsKey(key)) {
            source.refuse(node, what + " needs `" + key + "`");
        }
        return scalar == null ? "" : scalar.getValue();
    }

    /** A whole number from 1 on; 1 where it is missing or no such, which is refused. */
    int number(String key) {
        String text = text(key);
        if (text.matches("[1-9][0-9]{0,8}")) {
            return Integer.parseInt(text);
        }
        if (!text.isEmpty()) {
            source.refuse(at(key), "`" + key + "` is a whole number from 1 on, not `" + text + "`");
        }
        return 1;
    }

    /** The sections of a list; none where it is missing. */
    List<Section> sections(String key, String of, List<String> known) {
        List<Section> sections = new ArrayList<>();
        for (Node each : elements(key)) {
            sections.add(new Section(source, each, of, known));
        }
        return sections;
    }

    /** The texts of a list, or the one text that stands for a list of one. */
    List<ScalarNode> texts(String key) {
        List<ScalarNode> texts = new ArrayList<>();
        List<Node> elements = values.get(key) instanceof ScalarNode one ? List.of(one) : elements(key);
        for (Node each : elements) {
            if (each instanceof ScalarNode scalar) {
                texts.add(scalar);
            } else {
                source.refuse(each, "`" + key + "` is a list of texts");
            }
        }
        return texts;
    }

    private List<Node> elements(String key) {
        Node value = values.get(key);
        if (value instanceof SequenceNode list) {
            return list.getValue();
        }
        if (value != null) {
            source.refuse(value, "`" + key + "` is a list");
        }
        return List.of();
    }

    /** Names and texts, as many as there are. */
    Map<String, String> pairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        Node value = values.get(key);
        if (value instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode name && entry.getValueNode() instanceof ScalarNode text) {
                    pairs.put(name.getValue(), text.getValue());
                } else {
                    source.refuse(entry.getKeyNode(), "`" + key + "` is names and texts");
                }
            }
        } else if (value != null) {
            source.refuse(value, "`" + key + "` is names and texts");
        }
        return pairs;
    }

    @Nullable
    Section section(String key, String of, List<String> known) {
        Node value = values.get(key);
        return value == null ? null : new Section(source, value, of, known);
    }
}
