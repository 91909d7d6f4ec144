package io.sojourn.connectors.rows;

import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What the rows of one table mean. */
interface Meaning {
    /**
     * The event that a change is; null if it is none.
     *
     * @throws RowRefusedException if it should be one and cannot
     */
    @Nullable
    SpecificRecord event(Change change, EventIds ids);

    /** The classes of the events it gives. */
    Set<Class<? extends SpecificRecord>> events();

    /** That of a table which is known and says nothing to us. */
    static Meaning nothing(Keys keys) {
        keys.only("as");
        return new Meaning() {
            @Override
            public @Nullable SpecificRecord event(Change change, EventIds ids) {
                return null;
            }

            @Override
            public Set<Class<? extends SpecificRecord>> events() {
                return Set.of();
            }
        };
    }
}
