package io.sojourn.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 0.001s",
        "1000, 1s",
        "61000, 1m 1s",
        "3600000, 1h",
        "86400000, 1d",
        "7776000000, 90d",
        "7775999999, 89d 23h 59m 59.999s",
        "-90000, -1m 30s"
    })
    void durations_read_as_people_write_them(long millis, String text) {
        assertThat(Durations.show(millis)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "31536000000, days(365)",
        "86400000, days(1)",
        "129600000, hours(36)",
        "300000, minutes(5)",
        "1500, millis(1500)"
    })
    void windows_read_as_policies_write_them(long millis, String text) {
        assertThat(Durations.call(millis)).isEqualTo(text);
    }

    @Test
    void an_explanation_is_the_same_text_on_every_machine() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(Durations.show(1_234)).isEqualTo("1.234s");
        } finally {
            Locale.setDefault(before);
        }
    }
}
