package io.sojourn.intake;

import io.sojourn.customer.Engagements;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at the value of one field, which is there, of an event that arrived at {@code arrivedAt}. */
@FunctionalInterface
interface FieldCheck {
    /** Null if the value is sound. */
    @Nullable
    Refusal refusalOf(String field, Object value, Instant arrivedAt);

    Set<String> ISO_CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    static @Nullable Refusal id(String field, Object value, Instant arrivedAt) {
        String id = (String) value;
        if (id.isBlank()) {
            return new Refusal(Reason.MISSING_ID, field, id, "fill " + field + ": it is blank");
        }
        int bytes = 0;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c >= ' ' && c <= '~') {
                bytes++;
            } else if (Character.isISOControl(c)) {
                return new Refusal(Reason.INVALID_ID, field, id, "remove the control characters from " + field);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < id.length()
                    && Character.isLowSurrogate(id.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else if (Character.isSurrogate(c)) {
                // As UTF-8 it would become a question mark, and two customers could become one.
                return new Refusal(
                        Reason.INVALID_ID, field, null, field + " is not valid Unicode: send whole characters");
            } else {
                bytes += c < 0x800 ? 2 : 3;
            }
        }
        if (bytes > IntakeChecks.LONGEST_ID) {
            return new Refusal(
                    Reason.INVALID_ID,
                    field,
                    id,
                    "shorten " + field + ": it has " + bytes + " bytes in UTF-8, at most " + IntakeChecks.LONGEST_ID
                            + " are taken");
        }
        return null;
    }

    /** Amounts that can be taken need less; of a longer one even the digits would take seconds to work out. */
    int MOST_BITS = 1024;

    static @Nullable Refusal total(String field, Object value, Instant arrivedAt) {
        BigDecimal total = (BigDecimal) value;
        if (total.signum() < 0 && !isEndless(total)) {
            return new Refusal(
                    Reason.INVALID_AMOUNT,
                    field,
                    value.toString(),
                    "an order's total is zero or more: send what went back as OrderRefunded");
        }
        return amount(field, value, arrivedAt);
    }

    static @Nullable Refusal amount(String field, Object value, Instant arrivedAt) {
        BigDecimal amount = (BigDecimal) value;
        if (isEndless(amount)) {
            return new Refusal(
                    Reason.INVALID_AMOUNT,
                    field,
                    null,
                    "send " + field + " as a number: this one has "
                            + amount.unscaledValue().bitLength() + " bits");
        }
        if (amount.abs().compareTo(IntakeChecks.LARGEST_AMOUNT) > 0) {
            return new Refusal(
                    Reason.INVALID_AMOUNT,
                    field,
                    amount.toString(),
                    "amounts beyond 10,000,000,000,000 are not taken: is it in the currency's unit?");
        }
        // Avro's decimal(18,4) cannot hold more; a record built in memory, as an import does, can.
        if (amount.scale() > IntakeChecks.DECIMALS
                && amount.stripTrailingZeros().scale() > IntakeChecks.DECIMALS) {
            return new Refusal(Reason.INVALID_AMOUNT, field, amount.toString(), "round " + field + " to four decimals");
        }
        return null;
    }

    private static boolean isEndless(BigDecimal amount) {
        return amount.unscaledValue().bitLength() > MOST_BITS;
    }

    static @Nullable Refusal currency(String house, String field, Object value) {
        String code = (String) value;
        if (code.equals(house)) {
            return null;
        }
        if (!ISO_CURRENCIES.contains(code)) {
            return new Refusal(
                    Reason.UNKNOWN_CURRENCY,
                    field,
                    code,
                    "use an ISO 4217 code of three capital letters, such as " + house);
        }
        return new Refusal(
                Reason.CURRENCY_NOT_ACCEPTED,
                field,
                code,
                "convert the amount to " + house + ", the one currency accepted here (setting money.currency)");
    }

    static @Nullable Refusal rating(String field, Object value, Instant arrivedAt) {
        int rating = (Integer) value;
        return rating >= 1 && rating <= 5
                ? null
                : new Refusal(Reason.INVALID_VALUE, field, Integer.toString(rating), "rate from 1 (worst) to 5 (best)");
    }

    static @Nullable Refusal kind(String field, Object value, Instant arrivedAt) {
        String kind = (String) value;
        if (kind.isBlank()) {
            return new Refusal(Reason.INVALID_VALUE, field, kind, "say what it was, such as email-opened");
        }
        return kind.length() <= Engagements.LONGEST_KIND
                ? null
                : new Refusal(
                        Reason.INVALID_VALUE,
                        field,
                        kind,
                        "shorten " + field + ": it has " + kind.length() + " characters, at most "
                                + Engagements.LONGEST_KIND + " are taken; details belong in properties");
    }
}
