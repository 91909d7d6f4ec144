package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.customer.Activity;
import io.sojourn.customer.ActivityKind;
import io.sojourn.customer.CustomerId;
import io.sojourn.lifecycle.Lifecycle;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.ReferencePolicy;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StandingCodecTest {
    private static final long DAY = 86_400_000L;
    private static final long START = 1_290_000_000_000L;
    private static final List<ActivityKind> TICKET_MOVES = List.of(
            ActivityKind.TICKET,
            ActivityKind.REPLY,
            ActivityKind.RESOLUTION,
            ActivityKind.REOPENING,
            ActivityKind.RATING);

    private final Lifecycle lifecycle = new Lifecycle(ReferencePolicy.overDays(365));
    private final StandingCodec codec = new StandingCodec();

    @Test
    void what_was_stored_is_what_was_known_after_any_history() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Standing standing = lifecycle.begin(new CustomerId("c" + seed));
            for (int i = 0; i < 40; i++) {
                standing = lifecycle.onActivity(standing, anything(random)).standing();
                if (standing.isDueBy(START + 300 * DAY)) {
                    standing = lifecycle.onSilence(standing).standing();
                }
                Remembered remembered = new Remembered(standing, random.nextLong());
                Remembered restored = codec.decode(standing.customer(), codec.encode(remembered));
                assertThat(restored).as("seed " + seed + ", step " + i).isEqualTo(remembered);
            }
        }
    }

    @Test
    void a_customer_with_ten_orders_takes_little_room() {
        Standing standing = lifecycle.begin(new CustomerId("ann"));
        for (int i = 0; i < 10; i++) {
            Activity order = new Activity.Ordered("e" + i, START + i * 20L * DAY, "5363" + i, 4_505_000 + i, "GBP");
            standing = lifecycle.onActivity(standing, order).standing();
        }

        assertThat(codec.encode(new Remembered(standing, START)).length).isLessThan(400);
    }

    @Test
    void bytes_of_another_version_are_refused_by_name() {
        assertThatThrownBy(() -> codec.decode(new CustomerId("ann"), new byte[] {40, 1, 2}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ann")
                .hasMessageContaining("version 20");
    }

    private static Activity anything(Random random) {
        String event = "e" + random.nextInt(60);
        String order = "o" + random.nextInt(12);
        long at = START + random.nextInt(400) * DAY + random.nextInt(1000);
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Activity.Ordered(event, at, order, random.nextInt(10_000_000), "GBP");
            case 2 -> new Activity.OrderUpdated(event, at, order, random.nextInt(10_000_000));
            case 3 -> new Activity.Refunded(event, at, random.nextBoolean() ? order : null, random.nextInt(1_000_000));
            case 4 -> new Activity.OrderCancelled(event, at, order);
            case 5 -> new Activity.Visited(event, at);
            case 6 ->
                new Activity.TicketMoved(
                        event,
                        at,
                        TICKET_MOVES.get(random.nextInt(TICKET_MOVES.size())),
                        "t" + random.nextInt(3),
                        random.nextBoolean());
            default -> new Activity.ProfileUpdated(event, at);
        };
    }
}
