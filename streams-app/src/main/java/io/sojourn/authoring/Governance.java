package io.sojourn.authoring;

import io.sojourn.policy.Policy;
import io.sojourn.policy.Tag;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.Node;

/** What makes tags pile up that nobody answers for: no owner, the same meaning twice, more of a category than was agreed. */
final class Governance {
    private final Source source;
    private final Map<String, Node> nodes;

    /** @param nodes where each tag stands, by id */
    Governance(Source source, Map<String, Node> nodes) {
        this.source = source;
        this.nodes = nodes;
    }

    void doubt(Policy policy, Section top) {
        Map<String, Tag> meanings = new HashMap<>();
        Map<String, Integer> categories = new TreeMap<>();
        for (Tag tag : policy.tags()) {
            if (tag.owner() == null) {
                doubt(tag, "nobody answers for tag `" + tag.id() + "`: give it an `owner`");
            }
            Tag same = meanings.putIfAbsent(tag.when().text(), tag);
            if (same != null) {
                doubt(tag, "tag `" + tag.id() + "` asks for the same as `" + same.id() + "`: one of them is enough");
            }
            if (tag.category() != null) {
                categories.merge(tag.category(), 1, Integer::sum);
            }
        }
        top.pairs("tag-budget").forEach((category, agreed) -> {
            Node at = top.at("tag-budget");
            int are = categories.getOrDefault(category, 0);
            if (!agreed.matches("[0-9]{1,6}")) {
                source.refuse(at, "the budget of `" + category + "` is a whole number, not `" + agreed + "`");
            } else if (are > Integer.parseInt(agreed)) {
                source.doubt(at, "category `" + category + "` has " + are + " tags, agreed are " + agreed);
            }
        });
    }

    private void doubt(Tag tag, String message) {
        Node node = nodes.get(tag.id());
        if (node != null) {
            source.doubt(node, message);
        }
    }
}
