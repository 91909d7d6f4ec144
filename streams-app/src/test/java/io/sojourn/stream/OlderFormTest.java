package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.Activity;
import io.sojourn.customer.ActivityKind;
import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Facts;
import io.sojourn.customer.Ticket;
import io.sojourn.lifecycle.Lifecycle;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** State that version 2 wrote, before carts, kinds of engagements, ratings and attributes were remembered, is kept. */
class OlderFormTest {
    private static final long DAY = 86_400_000L;
    private static final long START = 1_700_000_000_000L;
    private static final long NOW = START + 20 * DAY;

    private static final CustomerId ADA = new CustomerId("ada");
    private static final Policy POLICY = ReferencePolicy.overDays(365);

    /** Written by version 2 after a profile, two visits, an order, two engagements, five tickets, another order and a refund. */
    private static final String VERSION_2 = """
            0483b0a3a5bc63060982e0e2f73900db1947f807abaca23a042c0b823be9788390e4c00482b0fe9b0303fb030182e0e5
            a401008391c7b0d1f131640082b095af080345555202653202c399ba524101c07de2f05310c8a8fce603bd00000082f0
            b252028390fbd3094205a0b88643b8ab18b7f52c45b2b100000182c0e2dc07003b63ae33a87031310100a0e83b018a0c
            eeaefc850083b095af080a0282d0af8a074205a0511635878eb1a825fe1413a7000000055a7e17eee24b0083c0cbc902
            21142205dbe10383f0b2524c406c9727f20283e0e5a4013de0435077ff01002db15017a82a0000
            """;

    private final StandingCodec codec = StandingCodec.inOnePiece(POLICY);
    private final Remembered older = codec.decode(ADA, HexFormat.of().parseHex(VERSION_2.replaceAll("\\s", "")));
    private final Facts facts = older.standing().facts();

    @Test
    void what_it_knew_is_known() {
        assertThat(older.afterTick()).isEqualTo(NOW);
        assertThat(older.standing().chain().hex()).isEqualTo("db1947f807abaca23a042c0b823be978");
        assertThat(older.standing().posts()).extracting(Standing.Post::stage).containsExactly("ACTIVE");
        assertThat(older.standing().decidedTo()).isEqualTo(START + 15 * DAY);
        assertThat(facts.firstSeenAt()).isEqualTo(START);
        assertThat(facts.profile().updatedAt()).isEqualTo(START);
        assertThat(facts.lastOrderAt(NOW)).isEqualTo(START + 13 * DAY);
        assertThat(facts.lastOrderEvent()).isEqualTo("e2");
        assertThat(facts.purchases().gone().size()).isEqualTo(1);
        assertThat(facts.purchases().waiting()).hasSize(1);
        assertThat(facts.visits().count()).isEqualTo(2);
        assertThat(facts.lastVisitAt(NOW)).isEqualTo(START + DAY + 60_000);
        assertThat(facts.engagements().count()).isEqualTo(2);
        assertThat(facts.engagements().all().lastUpTo(NOW)).isEqualTo(START + 4 * DAY);
    }

    @Test
    void tickets_are_as_open_and_as_much_complaints_as_they_were() {
        assertThat(facts.tickets().count()).isEqualTo(5);
        assertThat(facts.tickets().open(NOW)).isEqualTo(2);
        assertThat(facts.tickets().openComplaints(NOW)).isEqualTo(1);
        assertThat(facts.tickets().at(NOW).stream().filter(Ticket::complaint)).hasSize(2);
        assertThat(facts.tickets().lastOpenedAt(NOW)).isEqualTo(START + 8 * DAY);
        assertThat(facts.tickets().lastReplyAt(NOW)).isEqualTo(Facts.NEVER_HAPPENED);
        assertThat(facts.tickets().rating(NOW)).isEmpty();
    }

    @Test
    void what_it_did_not_know_is_nothing() {
        assertThat(facts.carts().count()).isZero();
        assertThat(facts.engagements().kinds()).isEmpty();
        assertThat(facts.profile().attributes()).isEmpty();
    }

    @Test
    void what_was_told_then_changes_nothing_now() {
        List<Activity> again = List.of(
                new Activity.Visited("v2", START + DAY + 60_000, false),
                new Activity.Ordered("e1", START + 2 * DAY, "o1", 490_000, "EUR"),
                new Activity.Engaged("g2", START + 4 * DAY, "email-opened", false),
                new Activity.TicketMoved("t4", START + 8 * DAY, ActivityKind.TICKET, "open-complaint", true),
                new Activity.ProfileUpdated("p1", START, Map.of()));
        for (Activity activity : again) {
            assertThat(new Lifecycle(POLICY)
                            .onActivity(older.standing(), activity)
                            .standing())
                    .as("%s", activity)
                    .isSameAs(older.standing());
        }
    }

    @Test
    void it_is_written_anew_in_the_form_of_today() {
        byte[] today = codec.encode(older);
        assertThat(today[0]).isEqualTo((byte) 6);
        assertThat(codec.decode(ADA, today)).isEqualTo(older);
        assertThat(codec.peek(ADA, today).lookAgainAt())
                .isEqualTo(older.standing().lookAgainAt());
    }
}
