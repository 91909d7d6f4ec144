package io.sojourn.cli;

import io.sojourn.decisions.CustomerState;
import io.sojourn.decisions.TagStanding;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How many customers have each tag, by the latest state of each. */
final class TagUsage {
    private final Map<String, Set<String>> customers = new HashMap<>();

    void add(CustomerState state) {
        Set<String> tags = new HashSet<>();
        for (TagStanding standing : state.getTags()) {
            tags.add(standing.getTag());
        }
        customers.put(state.getCustomerId(), tags);
    }

    /** Who was erased. */
    void remove(String customer) {
        customers.remove(customer);
    }

    /** A line for each tag of the policy, then for those that are had though the policy does not know them. */
    List<String> report(Policy policy) {
        Map<String, Long> had = new TreeMap<>();
        customers.values().forEach(tags -> tags.forEach(tag -> had.merge(tag, 1L, Long::sum)));
        List<String> lines = new ArrayList<>();
        lines.add(policy.text() + ", " + customers.size() + " customers");
        for (Tag tag : policy.tags()) {
            Long known = had.remove(tag.id());
            long count = known == null ? 0 : known;
            String flag = count == 0 ? "  nobody has it" : count == customers.size() ? "  everybody has it" : "";
            lines.add(String.format(
                    Locale.ROOT, "%10d %5.1f%%  %s %s%s", count, share(count), tag.id(), tag.title(), flag));
        }
        had.forEach((tag, count) -> lines.add(
                String.format(Locale.ROOT, "%10d %5.1f%%  %s  not in this policy", count, share(count), tag)));
        return lines;
    }

    private double share(long count) {
        return customers.isEmpty() ? 0 : 100.0 * count / customers.size();
    }
}
