package io.sojourn.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * By what is decided: at first, and by what becomes active later.
 *
 * @param first of the settings, in force until the ledger says otherwise
 * @param later makes a policy of what the ledger holds of it
 */
public record Policies(Policy first, Reader later) {
    /** A policy's file as a policy. */
    @FunctionalInterface
    public interface Reader {
        /**
         * What the file says.
         *
         * @param file the text of the file
         * @param windowMillis the trailing window of RFM
         * @throws IllegalArgumentException with all that is wrong
         */
        Policy read(String file, long windowMillis);

        /**
         * The same policy with other cut-points or model parameters.
         *
         * @param numbers the text of a file with the sections that take the place of the policy's
         * @throws IllegalArgumentException with all that is wrong, also if the policy has no such sections
         */
        default Policy renumber(Policy policy, String numbers) {
            throw new IllegalArgumentException("no numbers can take the place of those of " + policy.text());
        }
    }

    /**
     * Ids of ladders and marks in {@code next} that ended when another policy became active, or named another kind of thing.
     * Their ordinals would begin anew, and with them the ids of what is announced, so such a policy must not become active.
     *
     * @param before those in force so far, one after the other
     */
    public static List<String> returning(List<Policy> before, Policy next) {
        Map<String, Class<?>> used = new HashMap<>();
        before.forEach(each -> used.putAll(subjects(each)));
        Map<String, Class<?>> goingOn = subjects(before.get(before.size() - 1));
        Map<String, Class<?>> wanted = subjects(next);
        return wanted.keySet().stream()
                .filter(id -> used.containsKey(id) && !Objects.equals(goingOn.get(id), wanted.get(id)))
                .sorted()
                .toList();
    }

    /** By id: what kind of thing it names. */
    private static Map<String, Class<?>> subjects(Policy policy) {
        Map<String, Class<?>> subjects = new HashMap<>();
        policy.ladders().forEach(ladder -> subjects.put(ladder.id(), Ladder.class));
        policy.marks().forEach(mark -> subjects.put(mark.id(), mark.getClass()));
        return subjects;
    }

    /** This one, and no other can become active. */
    public static Policies only(Policy policy) {
        return new Policies(policy, (file, window) -> {
            throw new IllegalArgumentException("there is one policy here, and no other can become active");
        });
    }
}
