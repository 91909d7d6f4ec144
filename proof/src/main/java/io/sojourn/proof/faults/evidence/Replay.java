package io.sojourn.proof.faults.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.authoring.ReadOnce;
import io.sojourn.decisions.CustomerState;
import io.sojourn.ledger.Mode;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.replay.Fold;
import io.sojourn.stream.DecisionCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a ledger says by itself: the pure fold of its entries, without anything that carries them. */
public record Replay(List<Said> decisions, Map<String, CustomerState> states) {
    /** By what the product decides. */
    static final Policies POLICIES = new Policies(ReferencePolicy.overDays(365), new ReadOnce());

    /** Of the entries that the instances have decided. */
    static Replay of(List<Evidence.Entry> ledger) {
        List<Said> said = new ArrayList<>();
        Map<Integer, Fold> folds = new HashMap<>();
        for (Evidence.Entry entry : ledger) {
            if (entry.decided()) {
                folds.computeIfAbsent(
                                entry.partition(),
                                partition -> new Fold(
                                        POLICIES,
                                        (announcement, by, detectedAt, mode) -> said.add(Said.of(announcement))))
                        .hear(
                                String.valueOf(entry.customer()).getBytes(UTF_8),
                                entry.record(),
                                entry.timestamp(),
                                Mode.LIVE);
            }
        }
        DecisionCodec codec = new DecisionCodec(POLICIES.first());
        Map<String, CustomerState> states = new TreeMap<>();
        folds.values()
                .forEach(fold -> fold.standings()
                        .forEach(standing -> states.put(standing.customer().value(), codec.state(standing))));
        return new Replay(said, states);
    }
}
