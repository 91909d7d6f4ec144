package io.sojourn.schemas;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/** The record classes we read and write, by their Avro name. */
final class KnownRecords {
    private static final Map<String, Class<? extends SpecificRecord>> BY_NAME =
            Topics.types().stream().collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

    static {
        // Avro creates no object of a class it was not told to trust; we add ours to whatever the process trusts
        // already.
        Set<String> packages =
                BY_NAME.values().stream().map(Class::getPackageName).collect(Collectors.toUnmodifiableSet());
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> packages.contains(type.getPackageName())));
    }

    private KnownRecords() {}

    /** Has Avro trust our record classes; a builder with default values needs that before anything was read. */
    static void trust() {}

    /** The class of that Avro full name, or null if Sojourn has none. */
    static @Nullable Class<? extends SpecificRecord> named(String fullName) {
        return BY_NAME.get(fullName);
    }

    static Schema schemaOf(Class<? extends SpecificRecord> type) {
        return SpecificData.getForClass(type).getSchema(type);
    }
}
