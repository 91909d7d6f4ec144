package io.sojourn.proof.faults.evidence;

import java.util.List;

/**
 * One thing that must hold after a run.
 *
 * @param passed whether it does
 * @param detail of what was found: how much was looked at, or what is wrong first
 */
public record Check(String name, boolean passed, String detail) {
    private static final int SHOWN = 3;

    static Check of(String name, int looked, List<String> faults) {
        String detail = faults.isEmpty()
                ? looked + " looked at"
                : faults.size() + " wrong, such as "
                        + String.join("; ", faults.subList(0, Math.min(SHOWN, faults.size())));
        return new Check(name, faults.isEmpty(), detail);
    }
}
