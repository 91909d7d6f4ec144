package io.sojourn.collector;

import io.sojourn.intake.Refusal;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What was made of one event of a request. */
sealed interface Reading {
    /** As the sender names it; null if it does not. */
    @Nullable
    String id();

    /** To be written. */
    record Taken(@Nullable String id, SpecificRecord event) implements Reading {}

    /** Understood, and nothing is done with it. */
    record NotKept(@Nullable String id, String why) implements Reading {}

    /** Not taken; the field is named as the sender wrote it. */
    record Refused(@Nullable String id, Refusal refusal) implements Reading {}
}
