package io.sojourn.lifecycle;

import static io.sojourn.lifecycle.Happening.cancellationOf;
import static io.sojourn.lifecycle.Happening.day;
import static io.sojourn.lifecycle.Happening.engagementOn;
import static io.sojourn.lifecycle.Happening.order;
import static io.sojourn.lifecycle.Happening.orderOn;
import static io.sojourn.lifecycle.Happening.profileOn;
import static io.sojourn.lifecycle.Happening.refundOf;
import static io.sojourn.lifecycle.Happening.refundOn;
import static io.sojourn.lifecycle.Happening.ticket;
import static io.sojourn.lifecycle.Happening.updateOf;
import static io.sojourn.lifecycle.Happening.visitOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.ActivityKind;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The reference ladder as a table: a row an input, a column a stage, a cell where the customer goes; {@code !} is a warning
 * raised, {@code ok} a warning cleared, {@code .} nothing.
 */
class EveryStageMeetsEveryInputTest {
    /** Each role, the day it has come to, and its latest order. */
    private record Role(Supplier<Story> story, double today, String latestOrder) {}

    private static final Map<String, Role> ROLES = Map.of(
            "PROSPECT", new Role(Story::aProspect, 0, "order-0"),
            "NEW", new Role(Story::aNewCustomer, 0, "order-0"),
            "ACTIVE", new Role(Story::anActiveCustomer, 10, "order-10"),
            "LOYAL", new Role(Story::aLoyalCustomer, 40, "order-40"),
            "DORMANT", new Role(Story::aDormantCustomer, 90, "order-0"),
            "CHURNED", new Role(Story::aChurnedCustomer, 180, "order-0"),
            "REACTIVATED", new Role(Story::aReactivatedCustomer, 100, "order-100"));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
        input                   | PROSPECT | NEW               | ACTIVE            | LOYAL             | DORMANT         | CHURNED         | REACTIVATED
        order                   | NEW      | ACTIVE            | .                 | .                 | REACTIVATED ok  | REACTIVATED ok  | ACTIVE
        the latest order again  | NEW      | .                 | .                 | .                 | .               | .               | .
        a late order            | NEW      | ACTIVE            | .                 | .                 | .               | .               | ACTIVE
        update of the latest    | .        | .                 | .                 | .                 | .               | .               | .
        refund in part          | .        | .                 | .                 | .                 | .               | .               | .
        refund in full          | .        | .                 | .                 | .                 | ok              | ok              | DORMANT !
        refund without order    | .        | .                 | .                 | .                 | .               | .               | .
        cancellation            | .        | .                 | .                 | .                 | ok              | ok              | DORMANT !
        visit                   | .        | .                 | .                 | .                 | .               | .               | .
        ticket opened           | .        | .                 | .                 | .                 | .               | .               | .
        ticket replied          | .        | .                 | .                 | .                 | .               | .               | .
        ticket resolved         | .        | .                 | .                 | .                 | .               | .               | .
        ticket reopened         | .        | .                 | .                 | .                 | .               | .               | .
        ticket rated            | .        | .                 | .                 | .                 | .               | .               | .
        engagement              | .        | .                 | .                 | .                 | .               | .               | .
        profile                 | .        | .                 | .                 | .                 | .               | .               | .
        89 silent days          | .        | .                 | .                 | .                 | .               | .               | .
        90 silent days          | .        | DORMANT !         | DORMANT !         | DORMANT !         | CHURNED         | .               | DORMANT !
        180 silent days         | .        | DORMANT ! CHURNED | DORMANT ! CHURNED | DORMANT ! CHURNED | CHURNED         | .               | DORMANT ! CHURNED
        """)
    void every_stage_meets(
            String input,
            String prospect,
            String newcomer,
            String active,
            String loyal,
            String dormant,
            String churned,
            String reactivated) {
        meets("PROSPECT", input, prospect);
        meets("NEW", input, newcomer);
        meets("ACTIVE", input, active);
        meets("LOYAL", input, loyal);
        meets("DORMANT", input, dormant);
        meets("CHURNED", input, churned);
        meets("REACTIVATED", input, reactivated);
    }

    private static void meets(String stage, String input, String expected) {
        Role role = Objects.requireNonNull(ROLES.get(stage));
        Story story = role.story.get().thenIs(stage);
        Objects.requireNonNull(inputs(role, role.today + 1).get(input), input).accept(story);
        String said = story.announced().stream()
                .map(EveryStageMeetsEveryInputTest::word)
                .collect(Collectors.joining(" "));
        assertThat(said.isEmpty() ? "." : said).as("%s meets %s", stage, input).isEqualTo(expected);
    }

    private static String word(Announcement announcement) {
        if (announcement instanceof Announcement.StageChanged changed) {
            return changed.to();
        }
        return ((Announcement.ChurnWarned) announcement).raised() ? "!" : "ok";
    }

    private static Map<String, Consumer<Story>> inputs(Role role, double tomorrow) {
        String latest = role.latestOrder;
        return Map.ofEntries(
                Map.entry("order", story -> story.when(orderOn(tomorrow))),
                Map.entry("the latest order again", story -> story.when(order(latest, tomorrow, 100))),
                Map.entry("a late order", story -> story.when(order("late", -1, 100))),
                Map.entry("update of the latest", story -> story.when(updateOf(latest, tomorrow, 50))),
                Map.entry("refund in part", story -> story.when(refundOf(latest, tomorrow, 99.99))),
                Map.entry("refund in full", story -> story.when(refundOf(latest, tomorrow, 100))),
                Map.entry("refund without order", story -> story.when(refundOn(tomorrow, 100))),
                Map.entry("cancellation", story -> story.when(cancellationOf(latest, tomorrow))),
                Map.entry("visit", story -> story.when(visitOn(tomorrow))),
                Map.entry("ticket opened", story -> story.when(ticket(ActivityKind.TICKET, tomorrow))),
                Map.entry("ticket replied", story -> story.when(ticket(ActivityKind.REPLY, tomorrow))),
                Map.entry("ticket resolved", story -> story.when(ticket(ActivityKind.RESOLUTION, tomorrow))),
                Map.entry("ticket reopened", story -> story.when(ticket(ActivityKind.REOPENING, tomorrow))),
                Map.entry("ticket rated", story -> story.when(ticket(ActivityKind.RATING, tomorrow))),
                Map.entry("engagement", story -> story.when(engagementOn(tomorrow))),
                Map.entry("profile", story -> story.when(profileOn(tomorrow))),
                Map.entry("89 silent days", story -> story.whenSilentUntil(role.today + 89)),
                Map.entry("90 silent days", story -> story.whenTickedAt(day(role.today + 90))),
                Map.entry("180 silent days", story -> story.whenSilentUntil(role.today + 180)));
    }
}
