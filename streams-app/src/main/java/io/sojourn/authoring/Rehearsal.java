package io.sojourn.authoring;

import io.sojourn.lifecycle.Announcement.StageChanged;
import io.sojourn.lifecycle.Decision;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Tries a policy on random histories, the same each time, and looks for what its author hardly meant: a stage that is left in
 * the very decision it is entered in, always; ways that lead in a circle; a tag that nobody or everybody has.
 */
final class Rehearsal {
    private static final int HISTORIES = 200;
    private static final int LENGTH = 40;

    private final Policy policy;
    private final Set<String> stood = new HashSet<>();
    private final Set<String> had = new HashSet<>();
    private final Set<String> lacked = new HashSet<>();
    private final Map<Integer, Map<String, String>> passed = new TreeMap<>();
    private final Map<Integer, String> circles = new TreeMap<>();

    /** About a ladder or tag of the policy, by its id. */
    record Finding(String subject, String message) {}

    Rehearsal(Policy policy) {
        this.policy = policy;
    }

    List<Finding> findings() {
        LikelyHistory histories = new LikelyHistory(policy);
        for (int seed = 0; seed < HISTORIES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Walk walk = new Walk(policy, "C-1", this::watch);
            histories.draw(random, LENGTH).forEach(walk::tell);
        }
        List<Finding> findings = new ArrayList<>();
        passed.forEach((ladder, stages) -> stages.forEach((stage, next) -> {
            if (!stood.contains(key(ladder, stage))) {
                findings.add(new Finding(
                        policy.ladders().get(ladder).id(),
                        "nobody is ever seen in stage `" + stage + "`: whoever enters it leaves for `" + next
                                + "` in the same decision; keep them with `stays`, or say in `from` who may enter `"
                                + next + "`"));
            }
        }));
        circles.forEach((ladder, way) -> findings.add(new Finding(
                policy.ladders().get(ladder).id(),
                "ways lead in a circle at one instant: " + way + "; narrow one of them with `from` or `when`")));
        for (Tag tag : policy.tags()) {
            if (!had.contains(tag.id())) {
                findings.add(new Finding(
                        tag.id(), "in " + HISTORIES + " random histories nobody ever has tag `" + tag.id() + "`"));
            } else if (!lacked.contains(tag.id())) {
                findings.add(new Finding(
                        tag.id(), "in " + HISTORIES + " random histories everybody always has tag `" + tag.id() + "`"));
            }
        }
        return findings;
    }

    private void watch(Decision decision) {
        decision.standing().marks().forEach(each -> (each.isOn() ? had : lacked).add(each.mark()));
        for (int i = 0; i < policy.ladders().size(); i++) {
            Ladder ladder = policy.ladders().get(i);
            List<StageChanged> steps = new ArrayList<>();
            decision.announcements().forEach(each -> {
                if (each instanceof StageChanged changed && changed.subject().equals(ladder.id())) {
                    steps.add(changed);
                }
            });
            for (int step = 0; step + 1 < steps.size(); step++) {
                passed.computeIfAbsent(i, ladders -> new TreeMap<>())
                        .put(steps.get(step).to(), steps.get(step + 1).to());
            }
            if (!steps.isEmpty()) {
                lookForCircle(i, steps);
                stood.add(key(i, decision.standing().posts().get(i).stage()));
            }
        }
    }

    /** A decision takes as many steps as a ladder has stages only where it would go on for ever. */
    private void lookForCircle(int ladder, List<StageChanged> steps) {
        if (steps.size() >= policy.ladders().get(ladder).stages().size()) {
            StringBuilder way = new StringBuilder(steps.get(0).from());
            steps.forEach(step -> way.append(" → ").append(step.to()));
            circles.putIfAbsent(ladder, way.toString());
        }
    }

    private static String key(int ladder, String stage) {
        return ladder + "/" + stage;
    }
}
