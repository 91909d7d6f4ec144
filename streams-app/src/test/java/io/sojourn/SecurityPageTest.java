package io.sojourn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.rights.Component;
import io.sojourn.rights.Right;
import io.sojourn.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

/** The tables of rights in {@code docs/security.md} are generated from {@link Component}. */
class SecurityPageTest {
    private static final Path PAGE = Path.of("..", "docs", "security.md");
    private static final Settings USUAL = Settings.defaults();
    private static final Settings MIRRORING = USUAL.with("mirror.json", Topics.STAGE_TRANSITIONS);
    private static final Pattern TABLES =
            Pattern.compile("(?s)(<!-- rights: begin\\..*?-->\n).*(<!-- rights: end -->)");
    private static final Map<ResourceType, String> KINDS = Map.of(
            ResourceType.TOPIC, "topic",
            ResourceType.GROUP, "group",
            ResourceType.TRANSACTIONAL_ID, "transactional id");

    @Test
    void the_page_says_what_each_component_needs() throws Exception {
        String written = Files.readString(PAGE);
        String anew = TABLES.matcher(written)
                .replaceFirst(found -> Matcher.quoteReplacement(found.group(1) + tables() + found.group(2)));
        if (Boolean.getBoolean("sojourn.write.docs")) {
            Files.writeString(PAGE, anew);
        }
        assertThat(Files.readString(PAGE))
                .as("the tables of docs/security.md are generated; the page says how to write them anew")
                .isEqualTo(anew)
                .contains("\n### " + Component.APPLICATION.title());
    }

    @Test
    void the_changelogs_spoken_of_are_those_of_the_topology() throws Exception {
        String picture =
                Files.readString(Path.of("src", "test", "resources", "io", "sojourn", "stream", "topology.txt"));
        List<String> stores = Pattern.compile("stores: \\[([^]]+)]")
                .matcher(picture)
                .results()
                .map(found -> found.group(1))
                .flatMap(names -> Stream.of(names.split(", ", -1)))
                .distinct()
                .toList();
        List<String> changelogs = Component.APPLICATION.rights(USUAL).stream()
                .map(right -> right.resource().name())
                .filter(name -> name.endsWith("-changelog"))
                .distinct()
                .toList();
        assertThat(stores).contains("agenda"); // which is derived, and has none
        assertThat(changelogs)
                .containsExactlyInAnyOrderElementsOf(stores.stream()
                        .filter(store -> !store.equals("agenda"))
                        .map(store -> USUAL.applicationId() + "-" + store + "-changelog")
                        .toList());
    }

    private static String tables() {
        return Stream.of(Component.values()).map(SecurityPageTest::section).collect(Collectors.joining());
    }

    private static String section(Component component) {
        return "\n### %s\n\n%s: `topics acls %s`\n\n| operations | on |\n|---|---|\n%s%s"
                .formatted(
                        component.title(),
                        component.titleZh(),
                        component.name().toLowerCase(Locale.ROOT),
                        listed(component.rights(USUAL), "| %s | %s |\n"),
                        forTheMirror(component));
    }

    private static String forTheMirror(Component component) {
        List<Right> more = new ArrayList<>(component.rights(MIRRORING));
        more.removeAll(component.rights(USUAL));
        return listed(more, "\nWith `mirror.json=" + Topics.STAGE_TRANSITIONS + "` also %s on %s.\n");
    }

    private static String listed(List<Right> rights, String form) {
        Map<String, TreeSet<String>> operations = new LinkedHashMap<>();
        for (Right right : rights) {
            operations.computeIfAbsent(resource(right), each -> new TreeSet<>()).add(right.operationName());
        }
        Map<String, List<String>> alike = operations.entrySet().stream()
                .collect(Collectors.groupingBy(
                        each -> String.join(", ", each.getValue()),
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        return alike.entrySet().stream()
                .map(each -> form.formatted(each.getKey(), String.join(", ", each.getValue())))
                .collect(Collectors.joining());
    }

    private static String resource(Right right) {
        return KINDS.get(right.resource().resourceType()) + " `"
                + right.resource().name() + (right.resource().patternType() == PatternType.PREFIXED ? "…" : "") + "`";
    }
}
