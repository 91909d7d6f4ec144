package io.sojourn.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.policy.Policy;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Frozen numbers in a file of their own, and how they take the place of those in a policy. */
public final class Renumbering {
    /** The key of the limits between RFM scores. */
    public static final String CUT_POINTS = "cutpoints";

    /** The key of the parameters of the purchase model. */
    public static final String MODEL = "model";

    private Renumbering() {}

    /**
     * The text of a file that has this section and no other.
     *
     * @throws PolicyRefusedException with all that is wrong
     */
    public static String read(Path file, String section) {
        Source source = Source.of(file);
        requireNumbers(source, List.of(section));
        return source.text();
    }

    /**
     * The policy's file with these numbers in it. Comments and layout are not kept.
     *
     * @throws PolicyRefusedException with all that is wrong, also if the policy has no such section
     */
    static String of(Policy policy, String numbers) {
        Source source = Source.of("numbers", numbers.getBytes(UTF_8));
        Map<String, NodeTuple> sections = new HashMap<>();
        for (NodeTuple each : requireNumbers(source, List.of(CUT_POINTS, MODEL)).getValue()) {
            sections.put(key(each), each);
        }
        MappingNode whole = file(policy);
        List<NodeTuple> renumbered = new ArrayList<>();
        for (NodeTuple each : whole.getValue()) {
            NodeTuple section = sections.remove(key(each));
            renumbered.add(section == null ? each : section);
        }
        sections.forEach((key, section) -> source.refuse(
                section.getKeyNode(), policy.text() + " has no `" + key + "` whose place this could take"));
        source.requireSound();
        whole.setValue(renumbered);
        return text(whole);
    }

    /** A policy in code has none, which is one without sections. */
    private static MappingNode file(Policy policy) {
        String text = policy.written().text();
        return Source.of("policy", (text.isEmpty() ? "{}" : text).getBytes(UTF_8))
                .root();
    }

    private static MappingNode requireNumbers(Source source, List<String> known) {
        MappingNode root = source.root();
        Section section = new Section(source, root, "a file of numbers", known);
        if (known.stream().noneMatch(section::has)) {
            source.refuse(root, "there is no `" + String.join("` and no `", known) + "` here");
        }
        new FrozenNumbers(source).read(section);
        source.requireSound();
        return root;
    }

    private static String key(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static String text(Node node) {
        DumperOptions options = new DumperOptions();
        options.setWidth(Integer.MAX_VALUE);
        StringWriter text = new StringWriter();
        try (text) {
            new Yaml(options).serialize(node, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
