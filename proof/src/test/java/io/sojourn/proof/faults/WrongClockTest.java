package io.sojourn.proof.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongClockTest {
    @TempDir
    Path folder;

    @Test
    void it_is_wrong_by_what_was_set_and_right_before() throws Exception {
        WrongClock clock = clock();
        assertThat(saidBy(clock)).isCloseTo(Instant.now().getEpochSecond(), within(5L));
        clock.set(Duration.ofDays(-1));
        assertThat(saidBy(clock))
                .isCloseTo(Instant.now().minus(Duration.ofDays(1)).getEpochSecond(), within(5L));
    }

    private WrongClock clock() throws IOException, InterruptedException {
        try {
            return WrongClock.in(folder);
        } catch (SkippedException e) {
            return abort(e.toString());
        }
    }

    private static long saidBy(WrongClock clock) throws IOException {
        ProcessBuilder date = new ProcessBuilder("date", "+%s");
        date.environment().putAll(clock.environment());
        return Long.parseLong(new String(date.start().getInputStream().readAllBytes(), UTF_8).strip());
    }
}
