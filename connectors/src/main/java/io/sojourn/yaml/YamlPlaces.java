package io.sojourn.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Finds the key that an error is about. Jackson buffers the arguments of a record before it looks at them, and then no
 * longer knows where they stood.
 */
public final class YamlPlaces {
    private YamlPlaces() {}

    /** {@code line L, column C}, from 1, of the last step of the path that is there. */
    public static Optional<String> of(String text, List<Reference> path) {
        try {
            Node node = new Yaml().compose(new StringReader(text));
            return node == null ? Optional.empty() : Optional.of(shown(follow(node, path)));
        } catch (YAMLException notEvenYaml) {
            return Optional.empty();
        }
    }

    private static Mark follow(Node root, List<Reference> path) {
        Node node = root;
        Mark mark = root.getStartMark();
        for (Reference step : path) {
            Node below = null;
            if (node instanceof MappingNode mapping) {
                for (NodeTuple entry : mapping.getValue()) {
                    if (entry.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals(step.getFieldName())) {
                        mark = key.getStartMark();
                        below = entry.getValueNode();
                    }
                }
            } else if (node instanceof SequenceNode list
                    && step.getIndex() >= 0
                    && step.getIndex() < list.getValue().size()) {
                below = list.getValue().get(step.getIndex());
                mark = below.getStartMark();
            }
            if (below == null) {
                return mark;
            }
            node = below;
        }
        return mark;
    }

    /** The same for a place that the parser names; the beginning where it names none. */
    public static String of(@Nullable JsonLocation at) {
        return at == null ? shown(1, 1) : shown(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }

    /** The place right behind this text. */
    public static String endOf(String text) {
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        return shown(line, text.length() - text.lastIndexOf('\n'));
    }

    private static String shown(Mark mark) {
        return shown(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String shown(int line, int column) {
        return "line " + line + ", column " + column;
    }
}
