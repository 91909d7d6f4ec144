package io.sojourn.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.customer.Activity;
import io.sojourn.customer.Facts;
import java.time.Instant;
import java.time.Period;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days by the customer's calendar: leap days, ends of months, clocks that are put forward. */
class AnniversaryTest {
    private static final Anniversary BIRTHDAY = new Anniversary("birthday", true, Period.ZERO);

    /** From when to when it next is that day, asked at an instant. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            1990-04-17, UTC,                 2025-01-01T00:00:00Z, 2025-04-17T00:00:00Z, 2025-04-18T00:00:00Z
            1990-04-17, Asia/Shanghai,       2025-01-01T00:00:00Z, 2025-04-16T16:00:00Z, 2025-04-17T16:00:00Z
            --02-29,    UTC,                 2025-01-01T00:00:00Z, 2025-02-28T00:00:00Z, 2025-03-01T00:00:00Z
            --02-29,    UTC,                 2028-01-01T00:00:00Z, 2028-02-29T00:00:00Z, 2028-03-01T00:00:00Z
            2000-01-01, Pacific/Auckland,    2025-12-31T10:59:59Z, 2025-12-31T11:00:00Z, 2026-01-01T11:00:00Z
            # Clocks there go from 23:59:59 to 01:00.
            1990-09-07, America/Santiago,    2025-01-01T00:00:00Z, 2025-09-07T04:00:00Z, 2025-09-08T03:00:00Z
            # A day of 23 hours, and one of 25.
            1990-03-30, Europe/Paris,        2025-01-01T00:00:00Z, 2025-03-29T23:00:00Z, 2025-03-30T22:00:00Z
            1990-10-26, Europe/Paris,        2025-01-01T00:00:00Z, 2025-10-25T22:00:00Z, 2025-10-26T23:00:00Z
            """)
    void a_birthday_lasts_a_day_of_where_the_customer_lives(
            String birthday, String zone, Instant asked, Instant start, Instant end) {
        Facts facts = told(Map.of("birthday", birthday, "zone", zone));

        assertThat(next(BIRTHDAY, facts, asked)).isEqualTo(start);
        assertThat(value(BIRTHDAY, facts, start.minusMillis(1))).hasValue(0);
        assertThat(value(BIRTHDAY, facts, start)).hasValue(1);
        assertThat(value(BIRTHDAY, facts, end.minusMillis(1))).hasValue(1);
        assertThat(value(BIRTHDAY, facts, end)).hasValue(0);
        assertThat(next(BIRTHDAY, facts, start)).isEqualTo(end);
        assertThat(next(BIRTHDAY, facts, end.minusMillis(1))).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2025-03-31, -P1M, 2025-02-28T00:00:00Z
            2024-03-31, -P1M, 2024-02-29T00:00:00Z
            2025-01-15, -P1M, 2024-12-15T00:00:00Z
            2025-01-15, P7D,  2025-01-22T00:00:00Z
            2025-01-15, -P1Y, 2024-01-15T00:00:00Z
            """)
    void a_calendar_month_before_is_no_number_of_days(String renewal, Period shift, Instant start) {
        Anniversary ahead = new Anniversary("renews_on", false, shift);
        Facts facts = told(Map.of("renews_on", renewal));

        assertThat(next(ahead, facts, Instant.parse("2023-06-01T00:00:00Z"))).isEqualTo(start);
        Instant over = start.plusSeconds(86_400);
        assertThat(value(ahead, facts, over)).hasValue(0);
        assertThat(ahead.nextCrossing(moment(facts, over), 1)).isEqualTo(Measure.NEVER);
    }

    @Test
    void the_day_of_the_first_order_is_no_anniversary_of_it_but_the_years_after_are() {
        Anniversary first = new Anniversary(Anniversary.FIRST_ORDER, true, Period.ZERO);
        Facts facts = Facts.NONE.after(
                new Activity.Ordered("e", Instant.parse("2024-02-29T23:30:00Z").toEpochMilli(), "o", 1, "EUR"));

        assertThat(value(first, facts, Instant.parse("2024-02-29T23:45:00Z"))).hasValue(0);
        assertThat(next(first, facts, Instant.parse("2024-02-29T23:45:00Z"))).isEqualTo("2025-02-28T00:00:00Z");
        assertThat(next(first, facts, Instant.parse("2027-03-01T00:00:00Z"))).isEqualTo("2028-02-29T00:00:00Z");
    }

    @Test
    void a_day_that_is_not_known_has_no_value_and_never_comes() {
        for (Facts facts : new Facts[] {Facts.NONE, told(Map.of("renews_on", "soon"))}) {
            for (String of : new String[] {"birthday", "first_order", "registered_at", "renews_on"}) {
                Anniversary day = new Anniversary(of, true, Period.ZERO);
                assertThat(value(day, facts, Instant.EPOCH)).isEmpty();
                assertThat(day.nextCrossing(moment(facts, Instant.EPOCH), 1)).isEqualTo(Measure.NEVER);
            }
        }
    }

    @Test
    void a_shift_reaches_a_year_and_no_further() {
        assertThat(new Anniversary("x", true, Period.parse("-P12M")).text()).isEqualTo("anniversary('x', '-P12M')");
        assertThatThrownBy(() -> new Anniversary("x", true, Period.parse("P367D")))
                .hasMessage("P367D is more than a year");
    }

    private static Facts told(Map<String, String> attributes) {
        return Facts.NONE.after(new Activity.ProfileUpdated("p", 0, attributes));
    }

    private static OptionalLong value(Anniversary day, Facts facts, Instant at) {
        return day.valueAt(moment(facts, at));
    }

    private static Instant next(Anniversary day, Facts facts, Instant at) {
        return Instant.ofEpochMilli(day.nextCrossing(moment(facts, at), 1));
    }

    private static Moment moment(Facts facts, Instant at) {
        return new Moment(facts, at.toEpochMilli());
    }
}
