package io.sojourn.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.intake.LetterBox.Question;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a letter that comes back asks, whoever wrote it. */
class LetterBoxTest {
    private static final long STAMP = 1_000;

    @Test
    void a_letter_of_ours_asks_what_it_asked_at_first() {
        assertThat(asking("2 700")).isEqualTo(new Question(2, 700));
    }

    @Test
    void nobody_can_ask_about_more_than_the_letters_own_stamp_allows() {
        assertThat(asking("3 5000")).isEqualTo(new Question(3, STAMP - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "3", "3 ", "x 700", "3 x", "3 -5", "0 700", "-2000000000 5"})
    void what_none_of_ours_wrote_begins_with_the_first_round(String foreign) {
        assertThat(asking(foreign)).isEqualTo(new Question(1, STAMP - 1));
    }

    private static Question asking(String text) {
        var headers = new RecordHeaders().add(LetterBox.ASKS, text.getBytes(UTF_8));
        return LetterBox.questionOf(new Record<>(new byte[0], new byte[0], STAMP, headers));
    }
}
