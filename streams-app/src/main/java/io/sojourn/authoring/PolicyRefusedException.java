package io.sojourn.authoring;

import java.util.List;
import java.util.stream.Collectors;

/** A file that cannot be used; the message says all that is wrong, where, and what may have been meant. */
public final class PolicyRefusedException extends IllegalArgumentException {
    private final transient List<Flaw> flaws;

    PolicyRefusedException(List<Flaw> flaws) {
        super(flaws.stream().map(Flaw::text).collect(Collectors.joining("\n")));
        this.flaws = List.copyOf(flaws);
    }

    /** From the top of the file. */
    public List<Flaw> flaws() {
        return flaws;
    }
}
