package io.sojourn.policy;

import io.sojourn.customer.Facts;
import io.sojourn.customer.Profile;
import io.sojourn.customer.Trail;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Whether today is a certain day by the customer's calendar: 1 from its first instant to its last, else 0; without a value
 * where the day is not known. The customer's calendar is that of their time zone as the profile tells it, else UTC.
 *
 * @param of {@link #BIRTHDAY}, {@link #FIRST_ORDER}, {@link #REGISTERED}, or an attribute that holds a date
 * @param yearly every year from the next on; else on that one day. A birthday comes every year anyhow
 * @param shift of the calendar from there, such as a month before; who was born on 29 February has it on the 28th in a
 *     common year, and so a month before 31 March is the last of February
 */
public record Anniversary(String of, boolean yearly, Period shift) implements Measure {
    public static final String BIRTHDAY = "birthday";
    public static final String FIRST_ORDER = "first_order";
    public static final String REGISTERED = "registered_at";

    private static final int LONGEST_SHIFT_DAYS = 366;

    /** A shift reaches into the year beside, and so does a time zone. */
    private static final int YEARS_AROUND = 2;

    /** So that 29 February is a day of it. */
    private static final int A_LEAP_YEAR = 2000;

    /** A day from its first instant to that of the next day. */
    private record Day(long start, long end) {}

    /** @throws IllegalArgumentException if the shift is of more than a year */
    public Anniversary {
        LocalDate anyDay = LocalDate.ofYearDay(A_LEAP_YEAR, 1);
        if (Math.abs(anyDay.plus(shift).toEpochDay() - anyDay.toEpochDay()) > LONGEST_SHIFT_DAYS) {
            throw new IllegalArgumentException(shift + " is more than a year");
        }
    }

    @Override
    public OptionalLong valueAt(Moment moment) {
        LocalDate date = date(moment);
        if (date == null) {
            return OptionalLong.empty();
        }
        Day day = day(date, moment);
        return OptionalLong.of(day != null && day.start <= moment.at() ? 1 : 0);
    }

    @Override
    public long nextCrossing(Moment moment, long boundary) {
        LocalDate date = date(moment);
        Day day = date == null || boundary != 1 ? null : day(date, moment);
        if (day == null) {
            return NEVER;
        }
        return day.start > moment.at() ? day.start : day.end;
    }

    /** The first such day that has not ended; null if there is none. */
    private @Nullable Day day(LocalDate date, Moment moment) {
        ZoneId zone = zone(moment);
        if (!yearly && !of.equals(BIRTHDAY)) {
            return ahead(date, zone, moment.at());
        }
        MonthDay each = MonthDay.from(date);
        int now = Instant.ofEpochMilli(moment.at()).atZone(zone).getYear();
        int first = of.equals(BIRTHDAY) ? now - YEARS_AROUND : Math.max(date.getYear() + 1, now - YEARS_AROUND);
        for (int year = first; year <= Math.max(first, now + YEARS_AROUND); year++) {
            Day day = ahead(each.atYear(year), zone, moment.at());
            if (day != null) {
                return day;
            }
        }
        return null;
    }

    private @Nullable Day ahead(LocalDate date, ZoneId zone, long at) {
        LocalDate shifted = date.plus(shift);
        long end = start(shifted.plusDays(1), zone);
        return end > at ? new Day(start(shifted, zone), end) : null;
    }

    /** The first instant of a day, which is not midnight where clocks skip it. */
    private static long start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private static ZoneId zone(Moment moment) {
        ZoneId zone = moment.facts().profile().zone(moment.at());
        return zone == null ? ZoneOffset.UTC : zone;
    }

    private @Nullable LocalDate date(Moment moment) {
        Profile profile = moment.facts().profile();
        return switch (of) {
            case BIRTHDAY -> {
                MonthDay birthday = profile.birthday(moment.at());
                yield birthday == null ? null : birthday.atYear(A_LEAP_YEAR);
            }
            case FIRST_ORDER -> {
                Trail orders = moment.facts().purchases().counting();
                yield orders.isEmpty() ? null : day(orders.at(0), moment);
            }
            case REGISTERED -> {
                long at = profile.registeredAt(moment.at());
                yield at == Facts.NEVER_HAPPENED ? null : day(at, moment);
            }
            default -> parsed(profile.attribute(of, moment.at()));
        };
    }

    private static LocalDate day(long instant, Moment moment) {
        return Instant.ofEpochMilli(instant).atZone(zone(moment)).toLocalDate();
    }

    private static @Nullable LocalDate parsed(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public String text() {
        return (yearly ? "anniversary(" : "date(") + Measure.quoted(of)
                + (shift.isZero() ? "" : ", '" + written(shift) + "'") + ")";
    }

    /** {@code -P1M} as people write it, not {@code P-1M}. */
    private static String written(Period shift) {
        boolean back = shift.isNegative() && !shift.negated().isNegative();
        return back ? "-" + shift.negated() : shift.toString();
    }

    @Override
    public boolean isTruth() {
        return true;
    }

    @Override
    public String show(long value) {
        return value == 1 ? "true" : "false";
    }
}
