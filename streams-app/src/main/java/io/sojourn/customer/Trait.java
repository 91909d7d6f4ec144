package io.sojourn.customer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Attributes of a person whose values have a form, since policies reckon with them. */
public enum Trait {
    ZONE("zone", "an IANA time zone such as Europe/Paris"),
    BIRTHDAY("birthday", "a date such as 1990-04-17, or --04-17 without the year"),
    REGISTERED_AT("registered_at", "an instant in UTC such as 2024-05-01T08:30:00Z"),
    /** Not one attribute but all whose names end so. */
    CONSENT("_consent", "yes or no");

    public static final String YES = "yes";
    private static final String NO = "no";

    private final String attribute;
    private final String form;

    Trait(String attribute, String form) {
        this.attribute = attribute;
        this.form = form;
    }

    /** The trait in an attribute; null if any text will do for it. */
    public static @Nullable Trait of(String attribute) {
        return switch (attribute) {
            case "zone" -> ZONE;
            case "birthday" -> BIRTHDAY;
            case "registered_at" -> REGISTERED_AT;
            default -> attribute.endsWith(CONSENT.attribute) ? CONSENT : null;
        };
    }

    /** The attribute's name; of {@link #CONSENT}, how it ends. */
    public String attribute() {
        return attribute;
    }

    /** What a value looks like, with an example: to be put behind "write". */
    public String form() {
        return form;
    }

    public boolean takes(String value) {
        return switch (this) {
            case ZONE -> zone(value) != null;
            case BIRTHDAY -> birthday(value) != null;
            case REGISTERED_AT -> registeredAt(value) != Facts.NEVER_HAPPENED;
            case CONSENT -> value.equals(YES) || value.equals(NO);
        };
    }

    /** Null if it is none, or none this machine knows. */
    static @Nullable ZoneId zone(String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Null if it is none. */
    static @Nullable MonthDay birthday(String value) {
        try {
            if (value.startsWith("--")) {
                return MonthDay.parse(value);
            }
            LocalDate born = LocalDate.parse(value);
            return MonthDay.of(born.getMonth(), born.getDayOfMonth());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** {@link Facts#NEVER_HAPPENED} if it is none, or one that milliseconds do not reach. */
    static long registeredAt(String value) {
        try {
            return Instant.parse(value).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return Facts.NEVER_HAPPENED;
        }
    }
}
