package io.sojourn.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What rows of one sort mean.
 *
 * @param id part of the event id and a line of the summary
 * @param when the rows it is about; null for all that no earlier rule took
 * @param as the event they become
 * @param negate the file writes the amount with the opposite sign: a refund is positive for us
 * @param of for refunds and cancellations, the column with the order they concern; null where the file does not say
 * @param drop totals that make no event
 */
public record Kind(
        String id,
        @Nullable RowTest when,
        As as,
        boolean negate,
        @Nullable String of,
        @Nullable TotalRule drop) {
    static final Kind ORDER = new Kind("order", null, As.ORDER, false, null, null);

    @JsonCreator
    Kind(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("when") @Nullable RowTest when,
            @JsonProperty("as") @Nullable As as,
            @JsonProperty("negate") @Nullable Boolean negate,
            @JsonProperty("of") @Nullable String of,
            @JsonProperty("drop") @Nullable TotalRule drop) {
        this(Mapping.required("id", id), when, Mapping.required("as", as), negate != null && negate, of, drop);
        Mapping.refuseUnless(
                this.of == null || this.as == As.REFUND || this.as == As.CANCELLATION,
                "'of' is for refunds and cancellations only");
        Mapping.refuseUnless(this.id.matches("[A-Za-z0-9._-]{1,32}"), "an 'id' is letters, digits, '.', '_' and '-'");
    }

    /** The events a row can become. */
    public enum As {
        ORDER,
        REFUND,
        CANCELLATION,
        /** None: the rows are counted under the rule's id. */
        NOTHING
    }
}
