package io.sojourn.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.policy.Ladder;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What holds of everything ever announced of one customer. */
final class Invariants {
    private Invariants() {}

    /** Under the reference policy. */
    static void check(List<Announcement> announced) {
        check(ReferencePolicy.overDays(365), announced);
    }

    static void check(Policy policy, List<Announcement> announced) {
        Map<String, Announcement> latest = new HashMap<>();
        long at = Long.MIN_VALUE;
        for (Announcement each : announced) {
            assertThat(each.at()).as("time of %s", each).isGreaterThanOrEqualTo(at);
            at = each.at();
            Announcement before = latest.put(each.subject(), each);
            assertThat(each.ordinal()).as("ordinal of %s", each).isEqualTo(before == null ? 1 : before.ordinal() + 1);
            if (each instanceof Announcement.StageChanged changed) {
                String stage =
                        before instanceof Announcement.StageChanged one ? one.to() : initial(policy, each.subject());
                assertThat(changed.from()).as("from of %s", each).isEqualTo(stage);
                assertThat(changed.to()).as("to of %s", each).isNotEqualTo(stage);
            } else if (each instanceof Announcement.ChurnWarned warned) {
                Announcement.ChurnWarned was = (Announcement.ChurnWarned) before;
                boolean wasRaised = was != null && was.raised();
                assertThat(warned.previousLevel())
                        .as("level before %s", each)
                        .isEqualTo(warned.raised() && wasRaised ? was.level() : null);
                assertThat(warned.raised() ? warned.level() : null)
                        .as("level of %s", each)
                        .isNotEqualTo(wasRaised ? was.level() : null);
            } else if (each instanceof Announcement.TagChanged changed) {
                boolean had = before != null && ((Announcement.TagChanged) before).added();
                assertThat(changed.added()).as("added of %s", each).isNotEqualTo(had);
            }
        }
    }

    private static String initial(Policy policy, String subject) {
        return policy.ladders().stream()
                .filter(ladder -> ladder.id().equals(subject))
                .map(Ladder::initial)
                .findFirst()
                .orElseThrow();
    }
}
