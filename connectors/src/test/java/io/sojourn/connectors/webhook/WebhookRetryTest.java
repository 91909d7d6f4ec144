package io.sojourn.connectors.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.connectors.webhook.Answer.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When an attempt is followed by another, and when by none. */
class WebhookRetryTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void the_limit_of_the_wait_doubles_up_to_its_own_limit() {
        Backoff longest = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), most -> most);
        assertThat(longest.after(1)).hasSeconds(1);
        assertThat(longest.after(2)).hasSeconds(2);
        assertThat(longest.after(6)).hasSeconds(32);
        assertThat(longest.after(7)).hasSeconds(60);
        assertThat(longest.after(Integer.MAX_VALUE)).hasSeconds(60);
        assertThat(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), most -> 0).after(7))
                .isZero();
    }

    @Test
    void rest_is_asked_for_in_seconds_or_by_a_date() {
        assertThat(RetryAfter.of("120", NOON)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.of("Sun, 01 Mar 2026 12:00:30 GMT", NOON)).contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.of("Sun, 01 Mar 2026 11:00:00 GMT", NOON)).contains(Duration.ZERO);
        for (String senseless : new String[] {"", "soon", "-1", "1.5", "99999999999999999999", "2026-03-01"}) {
            assertThat(RetryAfter.of(senseless, NOON)).isEmpty();
        }
        assertThat(RetryAfter.of(null, NOON)).isEmpty();
    }

    @Test
    void a_status_says_whether_another_attempt_makes_sense() {
        for (int status : new int[] {200, 201, 202, 204}) {
            assertThat(verdict(status)).isEqualTo(Verdict.DELIVERED);
        }
        for (int status : new int[] {408, 425, 429, 500, 502, 503, 504, 599}) {
            assertThat(verdict(status)).isEqualTo(Verdict.TRY_AGAIN);
        }
        for (int status : new int[] {301, 302, 307, 308, 400, 401, 403, 404, 410, 413, 422}) {
            assertThat(verdict(status)).isEqualTo(Verdict.REFUSED);
        }
    }

    private static Verdict verdict(int status) {
        return Answer.status(status, Optional.empty()).verdict();
    }
}
