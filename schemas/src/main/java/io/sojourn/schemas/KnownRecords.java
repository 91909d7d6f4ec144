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
        Set<String> packages =
                BY_NAME.values().stream().map(Class::getPackageName).collect(Collectors.toUnmodifiableSet());
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> packages.contains(type.getPackageName())));
    }

    private KnownRecords() {}

    /**
     * Tells Avro, which creates no object of a class it was not told to trust, that ours are; what the process trusts
     * already stays trusted. Our builders (for default values) and Confluent's own serializers need it as well.
     */
    static void trust() {
        // Done once, when this class is initialised, which this call makes sure of.
    }

    /** The class of that Avro full name, or null if Sojourn has none. */
    static @Nullable Class<? extends SpecificRecord> named(String fullName) {
        return BY_NAME.get(fullName);
    }

    static Schema schemaOf(Class<? extends SpecificRecord> type) {
        return SpecificData.getForClass(type).getSchema(type);
    }
}
