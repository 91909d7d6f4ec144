package io.sojourn.customer;

import static io.sojourn.lifecycle.Happening.day;
import static io.sojourn.lifecycle.Happening.profileOn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {
    private static Profile told(List<? extends Activity> activities) {
        Profile profile = Profile.NONE;
        for (Activity activity : activities) {
            profile = profile.after(activity);
        }
        return profile;
    }

    private static Profile told(String attribute, String value) {
        return told(List.of(profileOn(1, attribute, value)));
    }

    @Test
    void the_value_of_the_later_instant_holds_however_late_the_earlier_is_told() {
        Profile profile = told(
                List.of(profileOn(5, "city", "Leuven"), profileOn(2, "city", "Gent"), profileOn(3, "tier", "gold")));
        assertThat(profile.attribute("city", day(9))).isEqualTo("Leuven");
        assertThat(profile.attribute("tier", day(9))).isEqualTo("gold");
        assertThat(profile.attribute("age", day(9))).isNull();
        assertThat(profile.updatedAt()).isEqualTo(day(5));
    }

    @Test
    void of_two_values_of_one_instant_the_greater_text_holds_whichever_is_told_last() {
        var leuven = new Activity.ProfileUpdated("e1", 1, Map.of("city", "Leuven"));
        var gent = new Activity.ProfileUpdated("e2", 1, Map.of("city", "Gent"));
        for (List<Activity> told : List.<List<Activity>>of(
                List.of(leuven, gent), List.of(gent, leuven), List.of(leuven, gent, leuven, gent))) {
            assertThat(told(told).attribute("city", 1)).isEqualTo("Leuven");
        }
    }

    @Test
    void a_value_is_not_known_before_its_instant() {
        assertThat(told("city", "Leuven").attribute("city", day(1) - 1)).isNull();
        assertThat(told("city", "Leuven").attribute("city", day(1))).isEqualTo("Leuven");
    }

    @Test
    void an_empty_text_removes_an_attribute_and_an_older_value_does_not_bring_it_back() {
        Profile profile = told(List.of(profileOn(1, "city", "Leuven"), profileOn(5, "city", "")));
        assertThat(profile.attribute("city", day(9))).isNull();
        assertThat(profile.after(profileOn(3, "city", "Gent"))).isSameAs(profile);
    }

    @Test
    void it_does_not_matter_how_often_or_in_which_order_it_is_told() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<Activity> activities = new ArrayList<>();
            for (int i = random.nextInt(1, 60); i > 0; i--) {
                activities.add(profileOn(i, "a-" + random.nextInt(50), "v-" + i));
            }
            List<Activity> again = new ArrayList<>(activities);
            again.addAll(activities.subList(0, random.nextInt(activities.size())));
            Collections.shuffle(again, random);
            assertThat(told(again)).as("seed %d", seed).isEqualTo(told(activities));
        }
    }

    @Test
    void of_too_many_attributes_the_oldest_are_forgotten_but_none_that_policies_reckon_with() {
        List<Activity> activities = new ArrayList<>();
        activities.add(profileOn(0, "zone", "Europe/Brussels"));
        for (int i = 0; i < 100; i++) {
            activities.add(profileOn(1 + i, "a-" + i, "v"));
        }
        Profile profile = told(activities);
        assertThat(profile.attributes()).hasSize(Profile.MOST);
        assertThat(profile.attribute("zone", day(200))).isEqualTo("Europe/Brussels");
        assertThat(profile.attribute("a-99", day(200))).isEqualTo("v");
        assertThat(profile.attribute("a-0", day(200))).isNull();
    }

    @Test
    void what_is_longer_than_any_that_is_taken_in_is_not_remembered() {
        assertThat(told("n".repeat(Profile.LONGEST_NAME + 1), "v").attributes()).isEmpty();
        assertThat(told("n", "v".repeat(Profile.LONGEST_VALUE + 1)).attributes())
                .isEmpty();
    }

    @Test
    void traits_are_read_in_their_own_form() {
        assertThat(told("zone", "Europe/Brussels").zone(day(1))).isEqualTo(ZoneId.of("Europe/Brussels"));
        assertThat(told("birthday", "1990-04-17").birthday(day(1))).isEqualTo(MonthDay.of(4, 17));
        assertThat(told("birthday", "--02-29").birthday(day(1))).isEqualTo(MonthDay.of(2, 29));
        assertThat(told("registered_at", "2024-05-01T08:30:00Z").registeredAt(day(1)))
                .isEqualTo(Instant.parse("2024-05-01T08:30:00Z").toEpochMilli());
        assertThat(told("email_consent", "yes").consents("email", day(1))).isTrue();
        assertThat(told("email_consent", "no").consents("email", day(1))).isFalse();
    }

    @Test
    void a_trait_that_is_not_known_or_not_in_its_form_is_none() {
        for (Profile profile : List.of(
                Profile.NONE,
                told(List.of(
                        profileOn(1, "zone", "Paris"),
                        profileOn(1, "birthday", "spring"),
                        profileOn(1, "registered_at", "yesterday"))))) {
            assertThat(profile.zone(day(1))).isNull();
            assertThat(profile.birthday(day(1))).isNull();
            assertThat(profile.registeredAt(day(1))).isEqualTo(Facts.NEVER_HAPPENED);
            assertThat(profile.consents("email", day(1))).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "zone, Europe/Paris, true",
        "zone, Asia/Shanghai, true",
        "zone, Paris, false",
        "zone, ../etc, false",
        "birthday, 1990-04-17, true",
        "birthday, 2000-02-29, true",
        "birthday, 1999-02-29, false",
        "birthday, --02-29, true",
        "birthday, --13-01, false",
        "birthday, 17.04.1990, false",
        "registered_at, 2024-05-01T08:30:00Z, true",
        "registered_at, 2024-05-01, false",
        "registered_at, +1000000000-12-31T23:59:59Z, false",
        "email_consent, yes, true",
        "sms_consent, no, true",
        "sms_consent, true, false",
    })
    void a_trait_takes_values_of_its_form(String attribute, String value, boolean taken) {
        assertThat(Trait.of(attribute))
                .isNotNull()
                .satisfies(trait -> assertThat(trait.takes(value)).isEqualTo(taken));
    }

    @Test
    void any_text_will_do_for_what_is_no_trait() {
        assertThat(Trait.of("city")).isNull();
        assertThat(Trait.of("Zone")).isNull();
    }
}
