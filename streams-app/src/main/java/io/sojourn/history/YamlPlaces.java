package io.sojourn.history;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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
final class YamlPlaces {
    private YamlPlaces() {}

    /** {@code line L, column C}, from 1, of the last step of the path that is there. */
    static Optional<String> of(byte[] text, List<Reference> path) {
        try {
            Node node =
                    new Yaml().compose(new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8));
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

    private static String shown(Mark mark) {
        return "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }
}
