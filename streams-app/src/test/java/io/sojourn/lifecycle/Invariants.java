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
                boolean wasRaised = before != null && ((Announcement.ChurnWarned) before).raised();
                assertThat(warned.raised()).as("raised of %s", each).isNotEqualTo(wasRaised);
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
