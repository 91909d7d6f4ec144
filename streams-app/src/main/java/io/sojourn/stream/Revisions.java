package io.sojourn.stream;

import io.sojourn.lifecycle.Lifecycle;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Warning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The policies that decide or decided in one ledger partition, by number: 0 is that of the settings, the others became
 * active one after the other by the ledger. One thread adds, any reads.
 */
final class Revisions {
    private final Policies policies;
    private volatile List<Revision> all;

    /** One of them, with all that follows from it. */
    record Revision(int number, Policy policy, Lifecycle lifecycle, DecisionCodec codec, Numbering numbering) {
        Revision(int number, Policy policy) {
            this(number, policy, new Lifecycle(policy), new DecisionCodec(policy), new Numbering(policy));
        }
    }

    Revisions(Policies policies) {
        this.policies = policies;
        all = List.of(new Revision(0, policies.first()));
    }

    /** Only the first again, then these. */
    void begin(List<Turns.Activation> activations) {
        all = List.of(all.get(0));
        activations.forEach(each -> add(read(each)));
    }

    /** @throws IllegalStateException if this build cannot read it; another that could wrote it */
    Policy read(Turns.Activation activation) {
        try {
            return policies.later().read(activation.policy(), activation.windowMillis());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the ledger holds a policy that this build cannot read; go on with the build that activated it: "
                            + e.getMessage(),
                    e);
        }
    }

    /** The next one. */
    void add(Policy policy) {
        List<Revision> longer = new ArrayList<>(all);
        longer.add(new Revision(longer.size(), policy));
        all = List.copyOf(longer);
    }

    Revision latest() {
        List<Revision> now = all;
        return now.get(now.size() - 1);
    }

    /** @throws IllegalArgumentException if there is none of this number */
    Revision get(long number) {
        List<Revision> now = all;
        if (number < 0 || number >= now.size()) {
            throw new IllegalArgumentException("policy number " + number + " of " + now.size() + " known here");
        }
        return now.get((int) number);
    }

    /**
     * Ladders and warnings of this policy that ended when another became active. Their ordinals would begin anew, and with
     * them the ids of what is announced, so none may come back under its id.
     */
    List<String> returning(Policy policy) {
        Set<String> ended = new HashSet<>();
        all.forEach(each -> subjects(each.policy()).forEach(ended::add));
        subjects(latest().policy()).forEach(ended::remove);
        return subjects(policy).filter(ended::contains).sorted().toList();
    }

    private static Stream<String> subjects(Policy policy) {
        return Stream.concat(
                policy.ladders().stream().map(Ladder::id),
                policy.warnings().stream().map(Warning::id));
    }
}
