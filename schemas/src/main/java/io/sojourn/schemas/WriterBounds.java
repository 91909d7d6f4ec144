package io.sojourn.schemas;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a foreign schema describes can be read in time and memory that its bytes account for. Anybody who may register
 * a schema chooses it, and a page of it is enough for a record that unfolds into billions of parts, or for a list of two
 * billion items that take no byte.
 */
final class WriterBounds {
    /** Avro writes a record out wherever it is named, all in memory; ours have less than a hundred parts. */
    private static final int MOST_PARTS = 10_000;

    private static final int DEEPEST = 100;

    private final Set<Schema> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int parts;
    private @Nullable String trouble;

    private WriterBounds() {}

    /** What is wrong with the schema, as half a sentence; empty if nothing is. */
    static Optional<String> troubleWith(Schema writer) {
        WriterBounds bounds = new WriterBounds();
        bounds.takesBytes(writer);
        return Optional.ofNullable(bounds.trouble);
    }

    /** Whether every value of this schema takes at least one byte; looks at no more than is needed to refuse. */
    private boolean takesBytes(Schema schema) {
        if (++parts > MOST_PARTS || open.size() > DEEPEST) {
            trouble = "has more than " + MOST_PARTS + " parts, or is deeper than " + DEEPEST;
        }
        if (trouble != null || open.contains(schema)) {
            return true;
        }
        open.add(schema);
        boolean takes = someBytes(schema);
        open.remove(schema);
        return takes;
    }

    private boolean someBytes(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> false;
            case FIXED -> schema.getFixedSize() > 0;
            case RECORD -> {
                boolean takes = false;
                for (Schema.Field field : schema.getFields()) {
                    takes |= takesBytes(field.schema());
                }
                yield takes;
            }
            case UNION -> {
                schema.getTypes().forEach(this::takesBytes);
                yield true;
            }
            case MAP -> {
                takesBytes(schema.getValueType());
                yield true;
            }
            case ARRAY -> {
                if (!takesBytes(schema.getElementType())) {
                    trouble = "has a list of what takes no bytes";
                }
                yield true;
            }
            default -> true;
        };
    }
}
