package io.sojourn.authoring;

import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads each policy once in this process, however many partitions it becomes active in. Safe for any thread. */
public final class ReadOnce implements Policies.Reader {
    private final Map<Asked, Policy> known = new ConcurrentHashMap<>();

    private record Asked(String file, long windowMillis) {}

    @Override
    public Policy read(String file, long windowMillis) {
        return known.computeIfAbsent(
                new Asked(file, windowMillis), asked -> PolicyFile.of(asked.file, asked.windowMillis));
    }

    @Override
    public Policy renumber(Policy policy, String numbers) {
        return read(Renumbering.of(policy, numbers), policy.windowMillis());
    }

    /** The first that a process reads takes it a second or more: this does so aside, so that no stream thread has to wait. */
    public static void getReady() {
        Thread thread = new Thread(() -> PolicyFile.of(PolicyFile.text(Presets.REFERENCE), 1), "policy-reader");
        thread.setDaemon(true);
        thread.start();
    }
}
