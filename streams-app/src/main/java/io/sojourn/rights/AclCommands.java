package io.sojourn.rights;

import io.sojourn.KafkaTools;
import io.sojourn.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Kafka's own commands that grant rights, ready to be pasted into an administrator's shell. */
public final class AclCommands {
    private static final Map<ResourceType, String> OPTIONS = Map.of(
            ResourceType.TOPIC, "--topic",
            ResourceType.GROUP, "--group",
            ResourceType.TRANSACTIONAL_ID, "--transactional-id");

    private AclCommands() {}

    /** What stands alike in several resources goes into one command. */
    private record Alike(Set<String> operations, ResourceType type, PatternType pattern) {}

    /** The commands that grant these rights to {@code principal}, such as {@code User:anna}; one a line. */
    public static List<String> granting(Settings settings, String principal, List<Right> rights) {
        Map<ResourcePattern, Set<String>> operations = new LinkedHashMap<>();
        rights.forEach(right -> operations
                .computeIfAbsent(right.resource(), resource -> new TreeSet<>())
                .add(right.operationName()));
        Map<Alike, List<String>> alike = new LinkedHashMap<>();
        operations.forEach((resource, allowed) -> alike.computeIfAbsent(
                        new Alike(allowed, resource.resourceType(), resource.patternType()), each -> new ArrayList<>())
                .add(resource.name()));
        List<String> commands = new ArrayList<>();
        alike.forEach((each, names) -> commands.add(command(settings, principal, each, names)));
        return List.copyOf(commands);
    }

    private static String command(Settings settings, String principal, Alike alike, List<String> names) {
        StringBuilder line = new StringBuilder("kafka-acls.sh ")
                .append(KafkaTools.reach(settings))
                .append(" --add --allow-principal ")
                .append(quoted(principal));
        alike.operations().forEach(operation -> line.append(" --operation ").append(operation));
        names.forEach(name ->
                line.append(' ').append(OPTIONS.get(alike.type())).append(' ').append(name));
        if (alike.pattern() == PatternType.PREFIXED) {
            line.append(" --resource-pattern-type prefixed");
        }
        return line.toString();
    }

    /** For a shell: names out of certificates hold commas, blanks and equals signs. */
    private static String quoted(String principal) {
        return principal.matches("[A-Za-z0-9:._@-]+") ? principal : "'" + principal.replace("'", "'\\''") + "'";
    }
}
