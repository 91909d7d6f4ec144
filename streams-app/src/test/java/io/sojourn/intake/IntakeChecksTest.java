package io.sojourn.intake;

import static io.sojourn.intake.Events.NOON;
import static io.sojourn.intake.Events.order;
import static io.sojourn.intake.Events.rating;
import static io.sojourn.intake.Events.refund;
import static io.sojourn.intake.Events.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.sojourn.events.Engaged;
import io.sojourn.events.ProfileUpdated;
import io.sojourn.schemas.Topics;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeChecksTest {
    private final IntakeChecks checks = new IntakeChecks(new IntakeLimits("USD", Duration.ofMinutes(5), 1_000_000));

    @Test
    void a_sound_order_is_accepted_for_its_customer() {
        assertThat(check(Topics.ORDERS, order().build())).isEqualTo(new Verdict.Accepted("ada", "event-1", NOON));
    }

    @Test
    void an_order_of_nothing_is_an_order_and_a_refund_without_order_is_a_refund() {
        assertThat(check(
                        Topics.ORDERS,
                        order().setTotal(new BigDecimal("0.0000")).build()))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(check(Topics.ORDERS, refund().setOrderId(null).build())).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void orders_and_visits_without_a_customer_are_guests() {
        assertThat(check(Topics.ORDERS, order().setCustomerId(null).build()))
                .isEqualTo(new Verdict.Guest("event-1", NOON));
        assertThat(check(Topics.VISITS, visit().setCustomerId(null).build())).isInstanceOf(Verdict.Guest.class);
    }

    @Test
    void a_guest_must_be_sound_all_the_same() {
        assertRefused(
                Topics.ORDERS, order().setCustomerId(null).setCurrency("???").build(), Reason.UNKNOWN_CURRENCY);
    }

    @Test
    void nobody_has_no_ticket_and_no_profile() {
        assertRefused(Topics.SUPPORT, rating(5).setCustomerId(null).build(), Reason.MISSING_ID, "customerId", null);
        assertRefused(
                Topics.PROFILES,
                ProfileUpdated.newBuilder()
                        .setEventId("e")
                        .setCustomerId(null)
                        .setOccurredAt(NOON)
                        .build(),
                Reason.MISSING_ID,
                "customerId",
                null);
    }

    @Test
    void blank_ids_are_missing() {
        assertRefused(Topics.ORDERS, order().setEventId("").build(), Reason.MISSING_ID, "eventId", "");
        assertRefused(Topics.ORDERS, order().setCustomerId(" ").build(), Reason.MISSING_ID, "customerId", " ");
        assertRefused(Topics.ORDERS, order().setOrderId("\u3000").build(), Reason.MISSING_ID, "orderId", "\u3000");
        assertRefused(Topics.ORDERS, refund().setOrderId("").build(), Reason.MISSING_ID, "orderId", "");
    }

    @Test
    void ids_are_short_clean_text() {
        assertRefused(Topics.ORDERS, order().setCustomerId("a\u0000b").build(), Reason.INVALID_ID);
        assertRefused(Topics.ORDERS, order().setCustomerId("a\ud800b").build(), Reason.INVALID_ID);
        assertRefused(Topics.ORDERS, order().setCustomerId("x".repeat(257)).build(), Reason.INVALID_ID);
        assertRefused(Topics.ORDERS, order().setCustomerId("客".repeat(86)).build(), Reason.INVALID_ID);

        assertThat(check(Topics.ORDERS, order().setCustomerId("x".repeat(256)).build()))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(check(Topics.ORDERS, order().setCustomerId("客".repeat(85)).build()))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(check(Topics.ORDERS, order().setCustomerId("😀".repeat(64)).build()))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"usd", "US", "", "ABC", "$"})
    void a_currency_is_an_iso_code(String currency) {
        assertRefused(
                Topics.ORDERS, order().setCurrency(currency).build(), Reason.UNKNOWN_CURRENCY, "currency", currency);
    }

    @Test
    void another_currency_than_the_houses_is_not_accepted_and_the_hint_names_the_setting() {
        var refusal = assertRefused(Topics.ORDERS, refund().setCurrency("EUR").build(), Reason.CURRENCY_NOT_ACCEPTED);
        assertThat(refusal.hint()).contains("USD").contains("money.currency");
    }

    @Test
    void amounts_have_bounds() {
        assertRefused(Topics.ORDERS, order().setTotal(new BigDecimal("-0.0001")).build(), Reason.INVALID_AMOUNT);
        assertRefused(
                Topics.ORDERS,
                order().setTotal(new BigDecimal("10000000000000.0001")).build(),
                Reason.INVALID_AMOUNT);
        assertRefused(
                Topics.ORDERS,
                refund().setAmount(new BigDecimal("-10000000000000.0001")).build(),
                Reason.INVALID_AMOUNT);
        assertRefused(Topics.ORDERS, order().setTotal(new BigDecimal("0.00001")).build(), Reason.INVALID_AMOUNT);

        assertThat(check(
                        Topics.ORDERS,
                        order().setTotal(new BigDecimal("10000000000000")).build()))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(check(
                        Topics.ORDERS,
                        refund().setAmount(new BigDecimal("-5.0000")).build()))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(check(
                        Topics.ORDERS,
                        order().setTotal(new BigDecimal("1.500000")).build()))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void a_rating_is_one_to_five_and_an_engagement_has_a_kind() {
        assertRefused(Topics.SUPPORT, rating(0).build(), Reason.INVALID_VALUE, "rating", "0");
        assertRefused(Topics.SUPPORT, rating(6).build(), Reason.INVALID_VALUE, "rating", "6");
        assertThat(check(Topics.SUPPORT, rating(1).build())).isInstanceOf(Verdict.Accepted.class);
        assertThat(check(Topics.SUPPORT, rating(5).build())).isInstanceOf(Verdict.Accepted.class);
        var engaged = Engaged.newBuilder()
                .setEventId("e")
                .setCustomerId("ada")
                .setOccurredAt(NOON)
                .setKind("")
                .build();
        assertRefused(Topics.ENGAGEMENTS, engaged, Reason.INVALID_VALUE, "kind", "");
    }

    @Test
    void a_kind_is_a_word_not_a_story() {
        assertThat(check(Topics.ENGAGEMENTS, engaged("k".repeat(64)))).isInstanceOf(Verdict.Accepted.class);
        assertRefused(Topics.ENGAGEMENTS, engaged("k".repeat(65)), Reason.INVALID_VALUE, "kind", "k".repeat(65));
    }

    private static Engaged engaged(String kind) {
        return Engaged.newBuilder()
                .setEventId("e")
                .setCustomerId("ada")
                .setOccurredAt(NOON)
                .setKind(kind)
                .build();
    }

    @Test
    void attributes_have_bounds_and_the_refusal_names_the_attribute() {
        assertRefusedAttribute("zone", "Paris", "attributes.zone", "Paris");
        assertRefusedAttribute("birthday", "17.04.1990", "attributes.birthday", "17.04.1990");
        assertRefusedAttribute("registered_at", "2024-05-01", "attributes.registered_at", "2024-05-01");
        assertRefusedAttribute("email_consent", "maybe", "attributes.email_consent", "maybe");
        assertRefusedAttribute("city", "c".repeat(257), "attributes.city", "c".repeat(255) + "…");
        assertRefusedAttribute("n".repeat(65), "v", "attributes", "n".repeat(65));
        assertRefusedAttribute(" ", "v", "attributes", " ");
        for (String zone : List.of("Asia/Shanghai", "")) {
            assertThat(check(Topics.PROFILES, profile(Map.of("zone", zone)))).isInstanceOf(Verdict.Accepted.class);
        }
        assertThat(assertRefused(Topics.PROFILES, profile(Map.of("zone", "Paris")), Reason.INVALID_VALUE)
                        .hint())
                .contains("Europe/Paris");
    }

    @Test
    void one_event_has_at_most_thirty_two_attributes() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 32; i++) {
            many.put("a" + i, "v");
        }
        assertThat(check(Topics.PROFILES, profile(many))).isInstanceOf(Verdict.Accepted.class);
        many.put("one more", "v");
        assertRefused(Topics.PROFILES, profile(many), Reason.INVALID_VALUE, "attributes", "33 attributes");
    }

    private void assertRefusedAttribute(String name, String value, String field, String shown) {
        assertRefused(Topics.PROFILES, profile(Map.of(name, value)), Reason.INVALID_VALUE, field, shown);
    }

    private static ProfileUpdated profile(Map<String, String> attributes) {
        return new ProfileUpdated("e", "ada", NOON, attributes);
    }

    @Test
    void what_claims_to_come_from_the_future_is_refused_beyond_five_minutes() {
        assertThat(check(
                        Topics.ORDERS,
                        order().setOccurredAt(NOON.plusSeconds(300)).build()))
                .isInstanceOf(Verdict.Accepted.class);
        assertRefused(
                Topics.ORDERS,
                order().setOccurredAt(NOON.plusSeconds(300).plusMillis(1)).build(),
                Reason.TIME_AHEAD);
        assertRefused(
                Topics.ORDERS,
                order().setOccurredAt(Instant.parse("2099-01-01T00:00:00Z")).build(),
                Reason.TIME_AHEAD,
                "occurredAt",
                "2099-01-01T00:00:00Z");
        assertRefused(
                Topics.ORDERS,
                order().setOccurredAt(Instant.ofEpochMilli(Long.MAX_VALUE)).build(),
                Reason.TIME_AHEAD);
    }

    @Test
    void the_past_may_be_long_ago_but_not_before_1900() {
        assertThat(check(
                        Topics.ORDERS,
                        order().setOccurredAt(Instant.parse("1900-01-01T00:00:00Z"))
                                .build()))
                .isInstanceOf(Verdict.Accepted.class);
        assertRefused(
                Topics.ORDERS,
                order().setOccurredAt(Instant.parse("1899-12-31T23:59:59.999Z")).build(),
                Reason.TIME_OUT_OF_RANGE);
        assertRefused(
                Topics.ORDERS,
                order().setOccurredAt(Instant.ofEpochMilli(Long.MIN_VALUE)).build(),
                Reason.TIME_OUT_OF_RANGE);
    }

    @Test
    void every_topic_takes_its_own_types_only() {
        assertRefused(Topics.VISITS, order().build(), Reason.UNEXPECTED_TYPE, null, "io.sojourn.events.OrderCompleted");
        assertRefused(Topics.ORDERS, visit().build(), Reason.UNEXPECTED_TYPE);
        assertThatThrownBy(() -> check(Topics.LEDGER, order().build())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sizes_have_bounds() {
        assertThat(checks.checkSize(1_000_000, 32 * 1024)).isEmpty();
        assertThat(checks.checkSize(1_000_001, 0)).map(Refusal::reason).contains(Reason.TOO_LARGE);
        assertThat(checks.checkSize(10, 32 * 1024 + 1)).map(Refusal::reason).contains(Reason.TOO_LARGE);
    }

    @Test
    void the_value_shown_is_short_and_whole() {
        var refusal = assertRefused(
                Topics.ORDERS,
                order().setCustomerId("x".repeat(254) + "😀".repeat(50)).build(),
                Reason.INVALID_ID);
        assertThat(refusal.value()).isEqualTo("x".repeat(254) + "…");
        assertThat(refusal.hint()).contains("454").contains("256");
    }

    private Verdict check(String topic, SpecificRecord event) {
        return checks.check(topic, event, NOON);
    }

    private Refusal assertRefused(String topic, SpecificRecord event, Reason reason) {
        var verdict = check(topic, event);
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        var refusal = ((Verdict.Refused) verdict).refusal();
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.hint()).isNotBlank();
        return refusal;
    }

    private void assertRefused(
            String topic, SpecificRecord event, Reason reason, @Nullable String field, @Nullable String value) {
        var refusal = assertRefused(topic, event, reason);
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.value()).isEqualTo(value);
    }

    @Test
    void an_amount_of_a_million_digits_is_refused_before_its_digits_are_worked_out() {
        BigDecimal endless = new BigDecimal(BigInteger.ONE.shiftLeft(8_000_000), 4);
        assertTimeoutPreemptively(Duration.ofMillis(500), () -> {
            for (BigDecimal amount : List.of(endless, endless.negate())) {
                assertThat(FieldCheck.total("total", amount, NOON)).isNotNull().satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Reason.INVALID_AMOUNT);
                    assertThat(refusal.value()).isNull();
                    assertThat(refusal.hint()).contains("800000").contains("bits");
                });
            }
        });
    }
}
