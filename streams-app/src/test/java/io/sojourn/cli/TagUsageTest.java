package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.decisions.CustomerState;
import io.sojourn.decisions.Rfm;
import io.sojourn.decisions.TagStanding;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Policy;
import io.sojourn.policy.Tag;
import io.sojourn.policy.Title;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The latest state of each customer is counted, and what tells nobody apart is flagged. */
class TagUsageTest {
    private static final Policy POLICY =
            new Policy("shop", 2, List.of(), List.of(tag("all"), tag("some"), tag("none")), 1_000);

    private static Tag tag(String id) {
        return new Tag(id, new Title("Tag", "标签"), new Condition.All());
    }

    private static CustomerState state(String customer, String... tags) {
        BigDecimal nothing = new BigDecimal("0.0000");
        return CustomerState.newBuilder()
                .setCustomerId(customer)
                .setAsOf(Instant.EPOCH)
                .setFirstSeenAt(Instant.EPOCH)
                .setFirstOrderAt(null)
                .setRfm(new Rfm(365, null, 0, nothing, nothing, nothing))
                .setOrders(0)
                .setSpend(nothing)
                .setCurrency(null)
                .setVisits(0)
                .setLastVisitAt(null)
                .setTickets(0)
                .setTicketsOpen(0)
                .setEngagements(0)
                .setStages(List.of())
                .setWarnings(List.of())
                .setLookAgainAt(null)
                .setChain("c")
                .setTags(Arrays.stream(tags)
                        .map(tag -> new TagStanding(tag, Instant.EPOCH, 1, null))
                        .toList())
                .build();
    }

    @Test
    void tags_are_counted_by_the_latest_state_and_what_tells_nobody_apart_is_flagged() {
        TagUsage usage = new TagUsage();
        usage.add(state("ann", "all", "some", "none"));
        usage.add(state("ann", "all", "old"));
        usage.add(state("ben", "all", "some"));
        usage.add(state("eve", "all"));

        assertThat(usage.report(POLICY))
                .containsExactly(
                        "shop version 2 over 1s, 3 customers",
                        "         3 100.0%  all Tag 标签  everybody has it",
                        "         1  33.3%  some Tag 标签",
                        "         0   0.0%  none Tag 标签  nobody has it",
                        "         1  33.3%  old  not in this policy");
    }

    @Test
    void without_customers_nothing_is_had() {
        assertThat(new TagUsage().report(POLICY))
                .hasSize(4)
                .allMatch(line -> line.startsWith("shop") || line.endsWith("nobody has it"));
    }
}
