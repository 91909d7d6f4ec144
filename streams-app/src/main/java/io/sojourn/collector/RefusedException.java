package io.sojourn.collector;

import io.sojourn.intake.Reason;
import io.sojourn.intake.Refusal;
import org.jspecify.annotations.Nullable;

/** One event is not taken; the others of its request are looked at none the less. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super(refusal.hint(), null, false, false);
        this.refusal = refusal;
    }

    RefusedException(Reason reason, @Nullable String field, @Nullable String value, String hint) {
        this(new Refusal(reason, field, value, hint));
    }

    Refusal refusal() {
        return refusal;
    }
}
