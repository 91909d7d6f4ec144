package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.ledger.Mode;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void what_is_still_to_be_heard_survives_a_restart() {
        Turns ticks = Turns.from(null, "reference version 1 over 365d");
        ticks.add(10, Mode.BACKFILL);
        ticks.add(20, Mode.LIVE);
        ticks.oldestIsDone();

        Turns again = Turns.from(ticks.encoded(), "reference version 1 over 365d");
        assertThat(again.all()).containsExactly(new Turns.PendingTick(20, Mode.LIVE));
        assertThat(again.add(20, Mode.LIVE)).isFalse();
        assertThat(again.add(21, Mode.LIVE)).isTrue();
    }

    @Test
    void state_decided_by_one_policy_is_not_gone_on_with_by_another() {
        Turns ticks = Turns.from(null, "reference version 1 over 365d");
        ticks.add(10, Mode.LIVE);

        assertThatThrownBy(() -> Turns.from(ticks.encoded(), "reference version 1 over 180d"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("over 365d")
                .hasMessageContaining("over 180d")
                .hasMessageContaining("rfm.window.days");
    }
}
