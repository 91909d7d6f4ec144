package io.sojourn.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.Activity;
import io.sojourn.value.Rfm;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real orders dated to the day, so that many come at exactly 90 and 180 days after the one before. */
class DailyOrdersTest {
    private static final String CDNOW = "cdnow/orders_full.csv.gz";

    @ParameterizedTest
    @CsvSource({
        "cdnow/orders_full.csv.gz, customer_id, amount, 1998-06-30",
        "cdnow/orders_sample.csv.gz, customer_id, amount, 1998-06-30",
        "grocery/orders.csv.gz, cust, , 2007-12-30"
    })
    void nothing_announced_contradicts_itself(String file, String customerColumn, String amountColumn, String last) {
        Map<String, List<Activity.Ordered>> orders = orders(file, customerColumn, amountColumn);
        int announced = 0;
        for (Map.Entry<String, List<Activity.Ordered>> each : orders.entrySet()) {
            Carried customer = Carried.customer(each.getKey());
            each.getValue().forEach(customer::tell);
            customer.tick(midnight(last));
            Invariants.check(customer.announced());
            announced += customer.announced().size();
            assertThat(customer.standing().facts().purchases().counting().size())
                    .as("orders of %s", each.getKey())
                    .isEqualTo(each.getValue().size());
        }
        assertThat(announced).isGreaterThan(orders.size());
    }

    @Test
    void who_orders_at_the_very_instant_of_a_deadline_is_not_silent() {
        Map<String, Integer> ties = new HashMap<>();
        orders(CDNOW, "customer_id", "amount").forEach((id, orders) -> {
            Carried customer = Carried.customer(id);
            orders.forEach(customer::tell);
            List<String> told = Telling.of(customer.announced());
            for (int i = 1; i < orders.size(); i++) {
                long gap = (orders.get(i).at() - orders.get(i - 1).at()) / Rfm.DAY;
                String day = "day " + orders.get(i).at() / Rfm.DAY + ": ";
                if (gap == 90) {
                    ties.merge("90", 1, Integer::sum);
                    assertThat(told)
                            .as("told of " + id)
                            .noneMatch(each -> each.startsWith(day) && each.endsWith("> DORMANT"));
                } else if (gap == 180) {
                    ties.merge("180", 1, Integer::sum);
                    assertThat(told)
                            .as("told of " + id)
                            .contains(day + "DORMANT > REACTIVATED")
                            .noneMatch(each -> each.startsWith(day) && each.endsWith("> CHURNED"));
                }
            }
        });
        assertThat(ties).containsExactlyInAnyOrderEntriesOf(Map.of("90", 119, "180", 33));
    }

    /** Of each customer, in order of time and id. */
    private static Map<String, List<Activity.Ordered>> orders(String file, String customerColumn, String amountColumn) {
        Map<String, List<Activity.Ordered>> orders = new TreeMap<>();
        RealData.rows(file).forEach(row -> {
            String id = row.getField("order_id");
            long amount = amountColumn == null ? 0 : RealData.money(row.getField(amountColumn));
            orders.computeIfAbsent(row.getField(customerColumn), customer -> new ArrayList<>())
                    .add(new Activity.Ordered(id, midnight(row.getField("date")), id, amount, "USD"));
        });
        orders.values()
                .forEach(each -> each.sort((a, b) ->
                        a.at() == b.at() ? a.orderId().compareTo(b.orderId()) : Long.compare(a.at(), b.at())));
        return orders;
    }

    private static long midnight(String date) {
        return LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
