package io.sojourn.dev.registry;

import io.confluent.kafka.schemaregistry.CompatibilityChecker;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of a schema registry: which version, which id, compatible or not. Every change is in the topic before it is
 * answered for. Thread-safe; there is one writer, so two of these on one topic would overwrite each other.
 */
public final class Registry implements AutoCloseable {
    private static final String DEFAULT_COMPATIBILITY = "BACKWARD";
    private static final String DEFAULT_MODE = "READWRITE";
    private static final Set<String> MODES = Set.of(DEFAULT_MODE, "READONLY", "IMPORT");

    private final Subjects subjects = new Subjects();
    private final SchemasTopic topic;

    /** Reads what the topic holds; the broker must run. */
    public Registry(String bootstrapServers) {
        topic = SchemasTopic.open(bootstrapServers, subjects::on);
    }

    /** A registry with nothing in it. */
    Registry(SchemasTopic empty) {
        topic = empty;
    }

    synchronized Registered register(String subject, String text) {
        AvroSchema schema = parsed(text);
        if (mode(subject, true).equals("READONLY")) {
            throw RegistryRefusal.readOnly(subject);
        }
        Optional<Registered> same = sameAs(subject, schema, false);
        if (same.isPresent()) {
            return same.get();
        }
        List<String> conflicts = conflicts(subject, schema, live(subject));
        if (!conflicts.isEmpty()) {
            throw RegistryRefusal.incompatible(subject, conflicts.toString());
        }
        int version = subjects.versions(subject).stream()
                        .mapToInt(Registered::version)
                        .max()
                        .orElse(0)
                + 1;
        String canonical = schema.canonicalString();
        return put(new Registered(subject, version, subjects.idFor(canonical), canonical, false));
    }

    synchronized Registered lookUp(String subject, String text, boolean deletedToo) {
        AvroSchema schema = parsed(text);
        if (versions(subject, deletedToo).isEmpty()) {
            throw RegistryRefusal.noSubject(subject);
        }
        return sameAs(subject, schema, deletedToo).orElseThrow(RegistryRefusal::noSchema);
    }

    /** The names of all subjects, sorted; those whose versions are all deleted only if asked for. */
    synchronized List<String> subjects(boolean deletedToo) {
        return subjects.names().stream()
                .filter(subject -> deletedToo || !live(subject).isEmpty())
                .toList();
    }

    /** The versions of a subject, oldest first; refused if there is none. */
    synchronized List<Registered> existing(String subject, boolean deletedToo) {
        List<Registered> versions = versions(subject, deletedToo);
        if (versions.isEmpty()) {
            throw RegistryRefusal.noSubject(subject);
        }
        return versions;
    }

    /** One version by its number, or the newest by `latest` or -1. */
    synchronized Registered version(String subject, String version, boolean deletedToo) {
        List<Registered> versions = existing(subject, deletedToo);
        if (version.equals("latest") || version.equals("-1")) {
            return versions.get(versions.size() - 1);
        }
        int number = numberOf(version);
        return versions.stream()
                .filter(registered -> registered.version() == number)
                .findFirst()
                .orElseThrow(() -> RegistryRefusal.noVersion(number));
    }

    synchronized String schema(int id) {
        return subjects.schema(id).orElseThrow(() -> RegistryRefusal.noSchema(id));
    }

    /** Everywhere the schema of that id stands. */
    synchronized List<Registered> places(int id, boolean deletedToo) {
        schema(id);
        return all(deletedToo).filter(registered -> registered.id() == id).toList();
    }

    synchronized Stream<Registered> all(boolean deletedToo) {
        return subjects.all().filter(registered -> deletedToo || !registered.deleted()).toList().stream();
    }

    /** Deletes versions softly, or for good those already deleted softly; answers their numbers. */
    synchronized List<Integer> delete(String subject, @Nullable String version, boolean forGood) {
        List<Registered> doomed =
                version == null ? existing(subject, forGood) : List.of(version(subject, version, forGood));
        if (forGood && doomed.stream().anyMatch(registered -> !registered.deleted())) {
            throw RegistryRefusal.notDeletedSoftly(subject);
        }
        for (Registered registered : doomed) {
            if (forGood) {
                topic.erase(registered);
                subjects.erase(subject, registered.version());
            } else {
                put(registered.asDeleted());
            }
        }
        return doomed.stream().map(Registered::version).toList();
    }

    /** What stands between this schema and the subject, or one version of it; empty if nothing does. */
    synchronized List<String> conflicts(String subject, String text, @Nullable String version) {
        AvroSchema schema = parsed(text);
        List<Registered> earlier = version == null ? live(subject) : List.of(version(subject, version, false));
        return conflicts(subject, schema, earlier);
    }

    synchronized String compatibility(@Nullable String subject, boolean orDefault) {
        Optional<String> own = subjects.compatibility(subject);
        if (own.isEmpty() && subject != null && !orDefault) {
            throw RegistryRefusal.noCompatibility(subject);
        }
        return own.or(() -> subjects.compatibility(null)).orElse(DEFAULT_COMPATIBILITY);
    }

    /** Sets the level; null goes back to the default. */
    synchronized void setCompatibility(@Nullable String subject, @Nullable String level) {
        if (level != null && CompatibilityLevel.forName(level) == null) {
            throw RegistryRefusal.invalidCompatibility();
        }
        topic.putCompatibility(subject, level);
        subjects.setCompatibility(subject, level);
    }

    synchronized String mode(@Nullable String subject, boolean orDefault) {
        Optional<String> own = subjects.mode(subject);
        if (own.isEmpty() && subject != null && !orDefault) {
            throw RegistryRefusal.noMode(subject);
        }
        return own.or(() -> subjects.mode(null)).orElse(DEFAULT_MODE);
    }

    /** Sets the mode; null goes back to the default. */
    synchronized void setMode(@Nullable String subject, @Nullable String mode) {
        if (mode != null && !MODES.contains(mode)) {
            throw RegistryRefusal.invalidMode();
        }
        topic.putMode(subject, mode);
        subjects.setMode(subject, mode);
    }

    @Override
    public void close() {
        topic.close();
    }

    private Registered put(Registered registered) {
        topic.put(registered);
        subjects.put(registered);
        return registered;
    }

    private List<String> conflicts(String subject, AvroSchema schema, List<Registered> earlier) {
        CompatibilityLevel level = CompatibilityLevel.forName(compatibility(subject, true));
        return CompatibilityChecker.checker(level)
                .isCompatible(
                        schema,
                        earlier.stream()
                                .map(registered -> new AvroSchema(registered.schema()))
                                .toList());
    }

    private Optional<Registered> sameAs(String subject, AvroSchema schema, boolean deletedToo) {
        String canonical = schema.canonicalString();
        return versions(subject, deletedToo).stream()
                .filter(registered -> registered.schema().equals(canonical))
                .reduce((older, newer) -> newer);
    }

    private List<Registered> live(String subject) {
        return versions(subject, false);
    }

    private List<Registered> versions(String subject, boolean deletedToo) {
        return subjects.versions(subject).stream()
                .filter(registered -> deletedToo || !registered.deleted())
                .toList();
    }

    private static AvroSchema parsed(String text) {
        AvroSchema schema;
        try {
            // As a new schema, which is read more strictly (names, defaults) than one that stands there already.
            schema = new AvroSchema(text, List.of(), Map.of(), null, true);
        } catch (RuntimeException | StackOverflowError e) {
            throw RegistryRefusal.invalidSchema(String.valueOf(e.getMessage()));
        }
        // Half a surrogate pair, in a doc for example, would come back from the topic as something else.
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(schema.canonicalString())) {
            throw RegistryRefusal.invalidSchema("it is not valid Unicode");
        }
        return schema;
    }

    private static int numberOf(String version) {
        try {
            int number = Integer.parseInt(version);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Not a number at all: refused below, like one out of range.
        }
        throw RegistryRefusal.invalidVersion(version);
    }
}
