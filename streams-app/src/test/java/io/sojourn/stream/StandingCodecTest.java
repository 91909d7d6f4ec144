package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sojourn.customer.Activity;
import io.sojourn.customer.ActivityKind;
import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Purchases;
import io.sojourn.lifecycle.Happening;
import io.sojourn.lifecycle.Lifecycle;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.CareMoment;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.policy.Tag;
import io.sojourn.policy.Warning;
import io.sojourn.policy.Warning.Escalation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
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

    private static final Policy POLICY = ReferencePolicy.overDays(365);

    private final Lifecycle lifecycle = new Lifecycle(POLICY);
    private final StandingCodec codec = new StandingCodec(new Revisions(Policies.only(POLICY)));

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
                roundTrip(remembered, "seed " + seed + ", step " + i);
            }
        }
    }

    @Test
    void what_was_stored_is_what_was_known_whatever_the_numbers() {
        AnyStanding any = new AnyStanding(POLICY, 1);
        for (int i = 0; i < 5_000; i++) {
            roundTrip(any.next(i % 100 == 0 ? 500 : 12), "standing " + i);
        }
        for (int i = 0; i < 5; i++) {
            roundTrip(any.next(10_000), "large standing " + i);
        }
    }

    @Test
    void of_several_ladders_and_warnings_each_comes_back_in_its_place() {
        Ladder ladder = POLICY.ladders().get(0);
        Warning warning = POLICY.warnings().get(0);
        Policy twice = new Policy(
                "twice",
                1,
                List.of(ladder, new Ladder("other", ladder.title(), "CHURNED", ladder.stages())),
                List.of(
                        warning,
                        new Warning("other", warning.title(), warning.level(), warning.when(), 1),
                        new Warning("third", warning.title(), warning.level(), warning.when(), 1)),
                POLICY.windowMillis());
        StandingCodec ofTwice = new StandingCodec(new Revisions(Policies.only(twice)));
        AnyStanding any = new AnyStanding(twice, 3);
        for (int i = 0; i < 500; i++) {
            Remembered remembered = any.next(3);
            roundTrip(ofTwice, remembered, "standing " + i);
            assertThatThrownBy(() -> codec.encode(remembered)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void tags_warnings_and_care_moments_come_back_at_their_levels_and_only_levels_beyond_on_and_off_cost_more() {
        Warning warning = POLICY.warnings().get(0);
        Condition when = warning.when();
        Escalation louder = new Escalation(Warning.Level.CRITICAL, when);
        Mark plain = new Tag("plain", warning.title(), when);
        Mark care = new CareMoment("care", warning.title(), when, 1);
        Mark ends = new Tag("ends", warning.title(), null, null, null, null, 1_000, when);
        Mark escalates = new Warning("escalates", warning.title(), warning.level(), when, List.of(louder), 1, null);
        Policy all = new Policy("all", 1, POLICY.ladders(), List.of(plain, ends, escalates, care), 1_000);
        AnyStanding any = new AnyStanding(all, 4);
        for (int i = 0; i < 1_000; i++) {
            roundTrip(new StandingCodec(new Revisions(Policies.only(all))), any.next(3), "standing " + i);
        }
        assertThat(bytesOfNobody(plain, care)).isEqualTo(bytesOfNobody(warning, warning));
        assertThat(bytesOfNobody(ends, escalates)).isEqualTo(bytesOfNobody(warning, warning) + 2);
    }

    private static int bytesOfNobody(Mark... marks) {
        Policy policy = new Policy("some", 1, POLICY.ladders(), List.of(marks), 1_000);
        Standing nobody = new Lifecycle(policy).begin(new CustomerId("nobody"));
        return new StandingCodec(new Revisions(Policies.only(policy))).encode(new Remembered(nobody, 0)).length;
    }

    @Test
    void a_level_that_a_mark_does_not_have_is_not_stored() {
        Standing nobody = lifecycle.begin(new CustomerId("nobody"));
        for (int level : new int[] {Standing.Marked.SPENT, 2}) {
            Standing.Marked off = nobody.marks().get(0);
            Standing odd = new Standing(
                    nobody.customer(),
                    nobody.facts(),
                    nobody.posts(),
                    List.of(new Standing.Marked(off.mark(), level, off.since(), off.ordinal())),
                    nobody.decidedTo(),
                    nobody.lookedAt(),
                    nobody.lookAgainAt(),
                    nobody.chain());
            assertThatThrownBy(() -> codec.encode(new Remembered(odd, 0))).hasMessageContaining("no such mark");
        }
    }

    @Test
    void the_stage_before_is_stored_where_a_ladder_asks_for_it_and_costs_nothing_elsewhere() {
        Ladder ladder = POLICY.ladders().get(0);
        Ladder asks = new Ladder(ladder.id(), ladder.title(), ladder.initial(), ladder.stages(), true);
        Policy asking = new Policy("asking", 1, List.of(asks), POLICY.warnings(), POLICY.windowMillis());
        Standing standing = new Lifecycle(asking)
                .onActivity(new Lifecycle(asking).begin(new CustomerId("c")), anything(new Random(3)))
                .standing();
        for (String previous : Arrays.asList(null, "CHURNED", "PROSPECT")) {
            Standing.Post post = standing.posts().get(0);
            Standing.Post from = new Standing.Post(
                    post.ladder(), post.stage(), post.since(), post.ordinal(), post.because(), previous);
            Standing with = new Standing(
                    standing.customer(),
                    standing.facts(),
                    List.of(from),
                    standing.marks(),
                    standing.decidedTo(),
                    standing.lookedAt(),
                    standing.lookAgainAt(),
                    standing.chain());
            roundTrip(
                    new StandingCodec(new Revisions(Policies.only(asking))),
                    new Remembered(with, 1),
                    "from " + previous);
            if (previous == null) {
                assertThat(new StandingCodec(new Revisions(Policies.only(asking))).encode(new Remembered(with, 1)))
                        .hasSize(codec.encode(new Remembered(with, 1)).length + 1);
            }
        }
    }

    @Test
    void nothing_known_is_stored_too() {
        Standing nobody = lifecycle.begin(new CustomerId("nobody"));
        Standing erased = lifecycle
                .onActivity(buyer(10, DAY).standing(), new Activity.Erased("e", START + 100 * DAY))
                .standing();

        roundTrip(new Remembered(nobody, Long.MIN_VALUE), "nobody");
        roundTrip(new Remembered(erased, START), "erased");
        assertThat(codec.encode(new Remembered(nobody, Long.MIN_VALUE))).hasSizeLessThan(30);
        assertThat(codec.encode(new Remembered(erased, START))).hasSizeLessThan(60);
    }

    private void roundTrip(Remembered remembered, String story) {
        roundTrip(codec, remembered, story);
    }

    private static void roundTrip(StandingCodec codec, Remembered remembered, String story) {
        Standing standing = remembered.standing();
        byte[] bytes = codec.encode(remembered);

        Map<Bytes, byte[]> blocks = new HashMap<>();
        new Blocks().changed(standing.customer(), standing.facts().purchases(), Purchases.NONE, blocks::put);
        Remembered restored = codec.decode(standing.customer(), bytes, blocks::get);
        assertThat(restored).as(story).isEqualTo(remembered);
        assertThat(codec.encode(restored)).as(story).isEqualTo(bytes);

        Glance glance = codec.peek(standing.customer(), bytes);
        assertThat(glance.customer()).as(story).isEqualTo(standing.customer());
        assertThat(glance.lookAgainAt()).as(story).isEqualTo(standing.lookAgainAt());
        assertThat(glance.places())
                .as(story)
                .extracting(Numbering.Place::ladder, Numbering.Place::stage, Numbering.Place::because)
                .containsExactlyElementsOf(standing.posts().stream()
                        .filter(post -> !standing.isUnknown())
                        .map(post -> tuple(post.ladder(), post.stage(), post.because()))
                        .toList());
    }

    @Test
    void a_customer_with_ten_orders_takes_at_most_two_hundred_bytes() {
        for (long gapDays : new long[] {5, 35, 60}) {
            Remembered remembered = buyer(10, gapDays * DAY);
            assertThat(remembered.standing().posts().get(0).stage()).isEqualTo("LOYAL");
            int size = codec.encode(remembered).length;
            System.out.printf("10 orders, some %d days apart: %d bytes%n", gapDays, size);
            assertThat(size).as("%d days apart", gapDays).isLessThanOrEqualTo(200);
        }
    }

    @Test
    void a_standing_takes_no_more_room_with_ten_thousand_orders_than_with_fifty() {
        for (int orders : new int[] {50, 1_000, 10_000}) {
            int size = codec.encode(buyer(orders, DAY / 8)).length;
            System.out.printf("%,d orders: %d bytes beside the blocks%n", orders, size);
            assertThat(size).as("%d orders", orders).isLessThan(700);
        }
    }

    /** As shops write them: UUIDs for events, cents, some milliseconds past any second. */
    private Remembered buyer(int orders, long gap) {
        Random random = new Random(orders);
        Standing standing = lifecycle.begin(new CustomerId("C-1"));
        for (int i = 0; i < orders; i++) {
            String event = new UUID(random.nextLong(), random.nextLong()).toString();
            long at = START + (long) i * gap + random.nextInt((int) DAY);
            String order = "o-" + (1_000_000 + random.nextInt(9_000_000));
            long cents = 1_999L + random.nextInt(30_000);
            standing = lifecycle
                    .onActivity(standing, new Activity.Ordered(event, at, order, cents * 100, "USD"))
                    .standing();
        }
        return new Remembered(standing, standing.lookedAt() - 61_234);
    }

    @Test
    void in_one_piece_it_comes_back_without_blocks() {
        StandingCodec whole = StandingCodec.inOnePiece(POLICY);
        AnyStanding any = new AnyStanding(POLICY, 2);
        for (int i = 0; i < 200; i++) {
            Remembered remembered = any.next(i % 50 == 0 ? 2_000 : 60);
            assertThat(whole.decode(remembered.standing().customer(), whole.encode(remembered)))
                    .isEqualTo(remembered);
        }
    }

    @Test
    void an_event_id_comes_back_as_it_was_whether_it_is_a_uuid_or_looks_like_one() {
        String uuid = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
        for (String event : List.of(uuid, "0A1B2C3D-4e5f-6071-8293-a4b5c6d7e8f9", uuid + "0", "订单", "")) {
            Standing standing = lifecycle
                    .onActivity(
                            lifecycle.begin(new CustomerId("ann")),
                            new Activity.Ordered(event, START, "o1", 100, "USD"))
                    .standing();
            roundTrip(new Remembered(standing, START), event);
        }
    }

    @Test
    void bytes_of_another_version_are_refused_by_name() {
        assertThatThrownBy(() -> decode(new CustomerId("ann"), new byte[] {40, 1, 2}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ann")
                .hasMessageContaining("version 20");
        assertThatThrownBy(() -> codec.peek(new CustomerId("ann"), new byte[] {2, 1, 2}))
                .hasMessageContaining("version 1, this build reads 2 to 4");
    }

    @Test
    void a_place_the_policy_does_not_have_is_refused_by_name() {
        CustomerId ann = new CustomerId("ann");
        byte[] bytes = codec.encode(new Remembered(lifecycle.begin(ann), START));
        bytes[3] = 99;

        assertThatThrownBy(() -> decode(ann, bytes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ann")
                .hasMessageContaining("place 99 of ladder reference")
                .hasMessageContaining("another policy");
        assertThatThrownBy(() -> codec.peek(ann, bytes)).hasMessageContaining("another policy");

        bytes[1] = 7;
        assertThatThrownBy(() -> decode(ann, bytes)).hasMessageContaining("policy number 7 of 1 known here");
    }

    @Test
    void bytes_cut_short_or_spoilt_are_refused_and_never_half_read() {
        AnyStanding any = new AnyStanding(POLICY, 2);
        Random random = new Random(2);
        for (int i = 0; i < 25; i++) {
            Remembered remembered = any.next(12);
            CustomerId customer = remembered.standing().customer();
            byte[] bytes = codec.encode(remembered);
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> decode(customer, cut)).isInstanceOf(IllegalStateException.class);
            }
            assertThatThrownBy(() -> decode(customer, Arrays.copyOf(bytes, bytes.length + 1)))
                    .hasMessageContaining("stand behind its end");
            for (int flips = 0; flips < 400; flips++) {
                byte[] spoilt = bytes.clone();
                spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
                try {
                    decode(customer, spoilt);
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageContaining(customer.value());
                }
            }
        }
    }

    private Remembered decode(CustomerId customer, byte[] bytes) {
        return codec.decode(customer, bytes, key -> null);
    }

    private static Activity anything(Random random) {
        String event = "e" + random.nextInt(60);
        String order = "o" + random.nextInt(12);
        long at = START + random.nextInt(400) * DAY + random.nextInt(1000);
        return switch (random.nextInt(9)) {
            case 0, 1 -> new Activity.Ordered(event, at, order, random.nextInt(10_000_000), "GBP");
            case 2 -> new Activity.OrderUpdated(event, at, order, random.nextInt(10_000_000));
            case 3 -> new Activity.Refunded(event, at, random.nextBoolean() ? order : null, random.nextInt(1_000_000));
            case 4 -> new Activity.OrderCancelled(event, at, order);
            case 5 -> new Activity.Visited(event, at, random.nextBoolean());
            case 6 ->
                Happening.ticket(
                        event,
                        at,
                        TICKET_MOVES.get(random.nextInt(TICKET_MOVES.size())),
                        "t" + random.nextInt(3),
                        random.nextBoolean(),
                        1 + random.nextInt(5));
            case 7 -> new Activity.Engaged(event, at, "kind-" + random.nextInt(40), random.nextBoolean());
            default -> new Activity.ProfileUpdated(event, at, Map.of("a" + random.nextInt(40), "v" + at));
        };
    }
}
