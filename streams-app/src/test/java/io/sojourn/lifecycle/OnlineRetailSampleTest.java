package io.sojourn.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.sojourn.authoring.PolicyFile;
import io.sojourn.customer.Activity;
import io.sojourn.customer.Facts;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.value.Rfm;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A year of real orders gives exactly what two independent programs computed from them. */
class OnlineRetailSampleTest {
    private static final String FOLDER = "online-retail-sample/";
    private static final long YEAR = 365 * Rfm.DAY;
    private static final long LAST_ORDER = Instant.parse("2011-12-09T12:50:00Z").toEpochMilli();

    /** The one in code, and the same from its file. */
    static Stream<Policy> references() {
        return Stream.of(
                ReferencePolicy.overDays(365),
                PolicyFile.load("reference", YEAR).policy());
    }

    @ParameterizedTest
    @MethodSource("references")
    void the_transitions_are_those_of_the_oracle_to_the_millisecond(Policy reference) {
        List<String> expected = RealData.rows(FOLDER + "expected_lifecycle_transitions.csv").stream()
                // All but the time of the order before, which follows from the rows above.
                .map(row -> String.join(",", row.getFields().subList(0, 8)))
                .toList();
        assertThat(expected).hasSize(1_147);

        List<String> told = carriedUntil(reference, LAST_ORDER).values().stream()
                .peek(customer -> customer.tick(LAST_ORDER))
                .flatMap(customer -> customer.announced().stream())
                .filter(Announcement.StageChanged.class::isInstance)
                .map(Announcement.StageChanged.class::cast)
                .map(OnlineRetailSampleTest::line)
                .toList();
        assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2011-06-30", "2011-09-30", "2011-11-30", "2011-12-09"})
    void recency_frequency_and_money_are_those_of_the_oracle(String day) {
        List<String> expected = RealData.rows(FOLDER + "expected_rfm.csv").stream()
                .filter(row -> row.getField("as_of").equals(day))
                .map(row -> String.join(
                        ",",
                        row.getField("customer_id"),
                        row.getField("first_order_ts"),
                        row.getField("last_order_ts"),
                        row.getField("orders_lifetime"),
                        row.getField("recency_ms"),
                        row.getField("frequency_365d"),
                        row.getField("gross_365d"),
                        row.getField("refunds_365d"),
                        row.getField("net_365d")))
                .toList();
        assertThat(expected).isNotEmpty();

        long lastMillisecond = Instant.parse(day + "T00:00:00Z").toEpochMilli() + Rfm.DAY - 1;
        List<String> told = carriedUntil(lastMillisecond).values().stream()
                .map(Carried::standing)
                .filter(standing -> !standing.facts().purchases().counting().isEmpty())
                .map(standing -> line(standing, lastMillisecond))
                .toList();
        assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void nothing_announced_contradicts_itself() {
        carriedUntil(LAST_ORDER).values().forEach(customer -> Invariants.check(customer.announced()));
    }

    private static Map<String, Carried> carriedUntil(long instant) {
        return carriedUntil(ReferencePolicy.overDays(365), instant);
    }

    /** Every customer after all that happened up to {@code instant}. */
    private static Map<String, Carried> carriedUntil(Policy policy, long instant) {
        Map<String, Carried> customers = new TreeMap<>();
        RealData.rows(FOLDER + "online_retail_sample_invoices.csv").stream()
                .filter(row -> !row.getField("customer_id").isEmpty())
                .sorted(Comparator.<NamedCsvRecord>comparingLong(OnlineRetailSampleTest::at)
                        .thenComparing(row -> row.getField("invoice")))
                .filter(row -> at(row) <= instant)
                .forEach(row -> customers
                        .computeIfAbsent(row.getField("customer_id"), customer -> new Carried(policy, customer))
                        .tell(activity(row)));
        return customers;
    }

    private static Activity activity(NamedCsvRecord row) {
        String invoice = row.getField("invoice");
        long amount = RealData.money(row.getField("amount_gbp"));
        return row.getField("kind").equals("order")
                ? new Activity.Ordered(invoice, at(row), invoice, amount, "GBP")
                : new Activity.Refunded(invoice, at(row), null, -amount);
    }

    private static long at(NamedCsvRecord row) {
        return Instant.parse(row.getField("ts")).toEpochMilli();
    }

    /** As the oracle writes it. */
    private static String line(Announcement.StageChanged changed) {
        boolean silence = changed.cause() == Cause.SILENCE;
        String trigger = silence
                ? (changed.to().equals("DORMANT") ? "timer_90d" : "timer_180d")
                : "order:" + changed.because().eventIds().get(0);
        return String.join(
                ",",
                changed.customer().value(),
                Integer.toString(changed.ordinal()),
                iso(changed.at()),
                Long.toString(changed.at()),
                changed.from(),
                changed.to(),
                trigger,
                Integer.toString(changed.rfm().frequency()));
    }

    private static String line(Standing standing, long instant) {
        Facts facts = standing.facts();
        Rfm rfm = Rfm.of(facts, instant, YEAR);
        return String.join(
                ",",
                standing.customer().value(),
                Instant.ofEpochMilli(facts.purchases().counting().at(0)).toString(),
                Instant.ofEpochMilli(rfm.lastOrderAt()).toString(),
                Integer.toString(facts.purchases().counting().size()),
                Long.toString(instant + 1 - rfm.lastOrderAt()),
                Integer.toString(rfm.frequency()),
                pounds(rfm.gross()),
                pounds(rfm.refunds()),
                pounds(rfm.net()));
    }

    private static String iso(long at) {
        return Instant.ofEpochMilli(at).toString().replace("Z", ".000Z");
    }

    private static String pounds(long money) {
        return BigDecimal.valueOf(money, 4).setScale(3).toPlainString();
    }
}
