package io.sojourn.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.Activity;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The reference ladder says the same from its file as from the code: reasons, ordinals and chains too. */
class ReferenceFileTest {
    private static final long YEAR = 365 * Span.DAYS.millis;

    @Test
    void the_reference_as_a_file_announces_what_the_code_announces() {
        Policy file = PolicyFile.load(Presets.REFERENCE, YEAR).policy();
        Policy code = ReferencePolicy.overDays(365);
        int announced = 0;
        for (int seed = 0; seed < 500; seed++) {
            List<Activity> history = new LikelyHistory(code).draw(new SplittableRandom(seed), 30);
            long until = history.stream().mapToLong(Activity::at).max().orElseThrow() + 2 * YEAR;
            List<Announcement> expected = Walk.of(code, history, until);
            assertThat(Walk.of(file, history, until)).as("seed %d", seed).isEqualTo(expected);
            announced += expected.size();
        }
        assertThat(announced).isGreaterThan(500 * 5);
    }
}
