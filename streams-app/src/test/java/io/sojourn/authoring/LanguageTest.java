package io.sojourn.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.policy.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a condition may say, how it reads afterwards, and what is said of one that cannot be used. */
class LanguageTest {
    private static final String NUMBERS = """
            cutpoints:
              version: "1"
              window: days(365)
              silence: [days(180), days(70), days(30), days(12)]
              orders: [1, 2, 3, 5]
              spend: [240, 463.5, 893, 1922]
            model:
              version: "1"
              unit: days(7)
              kind: mbg-nbd
              parameters: {r: 0.525, alpha: 6.183, a: 0.891, b: 1.614}
              spend: {p: 6.25, q: 3.74, gamma: 15.4}
              clv: {horizon: days(365), discount: 0.1}
            """;

    static Condition condition(String text) {
        return new PolicyReader(source(text)).read(1).warnings().get(0).when();
    }

    private static Source source(String text) {
        return Texts.source("""
                policy: shop
                version: 1
                %sladders:
                  - id: upper
                    title: {en: Upper, zh: 上}
                    initial: low
                    stages:
                      - {id: high, title: {en: High, zh: 高}, when: orders() >= 1}
                      - {id: low, title: {en: Low, zh: 低}}
                tags:
                  - {id: known, title: {en: Known, zh: 知}, when: orders() >= 1}
                warnings:
                  - id: asked
                    title: {en: Asked, zh: 问}
                    when: "%s"
                """.formatted(NUMBERS, text));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '~', textBlock = """
        silence('order') >= days(90) => silence('order') >= 90d
        days(90) <= silence('order') => silence('order') >= 90d
        silence('visit') < hours(36) => silence('visit') < 1d 12h
        silence('engagement') > minutes(5) => silence('engagement') > 5m
        silence('profile') == millis(1) => silence('profile') == 0.001s
        age() <= weeks(2) => age() <= 14d
        orders() >= 1 => orders() >= 1
        orders(days(365)) != 5 => orders(days(365)) != 5
        orders(hours(36)) == 5 => orders(hours(36)) == 5
        spend() >= 49.5 => spend() >= 49.5
        spend(days(30)) < 1000 => spend(days(30)) < 1000
        visits(days(7)) >= 3 && orders(days(7)) == 0 => visits(days(7)) >= 3 && orders(days(7)) == 0
        engagements() >= 1 || visits() >= 1 => (engagements() >= 1 || visits() >= 1)
        true && !(age() < days(1) || false) => true && !((age() < 1d || false))
        carts(days(7)) >= 1 && carts() < 9 => carts(days(7)) >= 1 && carts() < 9
        engagements('referral') >= 1 => engagements('referral') >= 1
        engagements('review-written', days(30)) == 0 => engagements('review-written', days(30)) == 0
        silence('contact') >= days(3) => silence('contact') >= 3d
        cart_left() >= hours(4) => cart_left() >= 4h
        awaiting_reply() >= days(2) => awaiting_reply() >= 2d
        csat() <= 2 || tickets_reopened() >= 1 => (csat() <= 2 || tickets_reopened() >= 1)
        attribute('name') == 'O\\\\'Neill' => attribute('name') == 'O\\'Neill'
        attribute('city') == 'Paris' => attribute('city') == 'Paris'
        attribute('plan') in ['gold', 'black'] => (attribute('plan') == 'gold' || attribute('plan') == 'black')
        anniversary('birthday') && !date('renews_on', '-P1M') => anniversary('birthday') && !(date('renews_on', '-P1M'))
        tickets_open() >= 1 && open_complaints() == 0 => tickets_open() >= 1 && open_complaints() == 0
        in_stage('upper') >= days(30) => in_stage('upper') >= 30d
        stage('upper') == 'high' => stage('upper') == 'high'
        previous_stage('upper') != 'low' => previous_stage('upper') != 'low'
        stage('upper') in ['high', 'low'] => (stage('upper') == 'high' || stage('upper') == 'low')
        rfm.r >= 4 && rfm.f == 5 && rfm.m < 3 => rfm.r >= 4 && rfm.f == 5 && rfm.m < 3
        rfm_segment('ten') == 'champions' => rfm_segment('ten') == 'champions'
        p_no_order(days(90)) >= 0.8 => p_no_order(days(90)) >= 0.8
        p_alive() < 0.35 => p_alive() < 0.35
        expected_orders(days(90)) >= 2 => expected_orders(days(90)) >= 2
        clv() >= 100.25 => clv() >= 100.25
        """)
    void a_condition_reads_as_it_was_written(String written, String text) {
        assertThat(condition(written).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        order() >= 1                                  | 0  | there is no measure `order`; did you mean 'orders'?
        orders(day(3)) >= 1                           | 7  | there is no measure `day`; did you mean 'days'?
        silence('order') >= 90                        | 17 | `>=` does not go with a span of time and a number; spans of time are written days(90), hours(36), minutes(5)
        spend() == 5                                  | 8  | `==` does not go with a number and a number of another kind; write 5.0 for 5
        silence('oder') >= days(9)                    | 8  | the silence of `oder` is not known; did you mean 'order'?
        engagements('') >= 1                          | 12 | kinds have 1 to 64 characters
        attribute('city') < 'x'                       | 0  | names have no order; there are ==, != and in
        anniversary('birthday', 'a month') && true    | 24 | this is how far from that day, at most a year: '-P1M' is a month before, 'P7D' a week after
        date('renews_on', 'P13M')                     | 18 | this is how far from that day, at most a year: '-P1M' is a month before, 'P7D' a week after
        date('renews_on') == true                     | 21 | `date` is true or false on its own; write it alone, or behind !
        orders                                        | 0  | `orders` is written orders(), or (days(30)) for the latest 30 days
        orders(days(1), 2) >= 1                       | 6  | it is written orders(), or (days(30)) for the latest 30 days
        orders()                                      | 6  | a condition is true or false: compare this with a value, as in orders() >= 1
        orders() + 1 >= 2                             | 9  | when something with `+` next changes cannot be computed: compare each measure with a fixed value
        orders() >= visits()                          | 0  | two measures are compared: when that next changes cannot be computed; compare each with a fixed value
        orders(days(visits())) >= 1                   | 7  | this is a fixed span of time, such as days(90), hours(36) or minutes(5)
        1 == 1                                        | 0  | no measure is compared here; write true or false
        orders(days(0)) >= 1                          | 12 | a span of time is longer than nothing and at most a thousand years
        spend() >= 1.00001                            | 11 | `spend` is compared with money of at most four decimals
        visits(days(9)) >= 200                        | 19 | in a window `visits` counts up to 128, the latest remembered
        stage('uper') == 'low'                        | 6  | there is no ladder `uper`; did you mean 'upper'?
        stage('upper') == 'lo'                        | 18 | there is no `lo`; did you mean 'low'?
        stage('upper') < 'low'                        | 0  | names have no order; there are ==, != and in
        tag('knwon')                                  | 4  | there is no tag `knwon`; did you mean 'known'?
        tag('known') == true                          | 16 | `tag` is true or false on its own; write it alone, or behind !
        rfm.r >= 7                                    | 9  | scores go from 1 to 5
        rfm.x >= 1                                    | 0  | there is no measure `rfm.x`; did you mean 'rfm.r'?
        rfm_segment('tens') == 'x'                    | 12 | there is no grid `tens`; did you mean 'ten'?
        rfm_segment('klaviyo') == 'x'                 | 12 | grid `klaviyo` has scores from 1 to 3, the cut-points of this file from 1 to 5
        orders() >= 1 && (                            | 17 | this is not a condition: mismatched input '<EOF>'
        """)
    void what_cannot_be_used_is_refused_where_it_stands(String written, int column, String message) {
        assertThatThrownBy(() -> {
                    Source source = source(written);
                    new PolicyReader(source).read(1);
                    source.requireSound();
                })
                .isInstanceOfSatisfying(PolicyRefusedException.class, refused -> {
                    Flaw flaw = refused.flaws().get(0);
                    assertThat(flaw.message()).isEqualTo(message);
                    assertThat(flaw.line().substring(flaw.column() - 1))
                            .startsWith(written.substring(column, Math.min(written.length(), column + 4)));
                });
    }

    @Test
    void every_measure_of_the_vocabulary_can_be_asked() {
        for (Word word : Word.values()) {
            String call = word.takes == Word.Takes.NO_BRACKETS ? word.text : word.text + argument(word);
            String text = call + " " + value(word);
            assertThat(condition(text).comparisons()).as(text).hasSize(1);
            assertThat(condition(text).comparisons().get(0).measure().text()).isEqualTo(call);
        }
    }

    private static String argument(Word word) {
        return switch (word.takes) {
            case SIGN -> "('order')";
            case ATTRIBUTE -> "('city')";
            case DATE -> "('birthday')";
            case LADDER -> "('upper')";
            case GRID -> "('ten')";
            case TAG -> "('known')";
            case HORIZON -> "(days(90))";
            default -> "()";
        };
    }

    private static String value(Word word) {
        return switch (word.unit) {
            case SPAN -> ">= days(1)";
            case NAME -> word == Word.RFM_SEGMENT ? "== 'champions'" : "== 'high'";
            case TRUTH -> "";
            default -> ">= 1";
        };
    }

    @Test
    void without_numbers_what_needs_them_is_refused() {
        for (String text : List.of("rfm.r >= 1", "p_alive() < 0.5", "clv() > 3")) {
            Source source = Texts.source("""
                    policy: shop
                    version: 1
                    warnings:
                      - {id: asked, title: {en: Asked, zh: 问}, when: "%s"}
                    """.formatted(text));
            new PolicyReader(source).read(1);
            assertThatThrownBy(source::requireSound).hasMessageContaining("in this file");
        }
    }

    @Test
    void a_place_is_found_behind_quotes_escapes_and_folded_lines() {
        for (String when : List.of("'silence(''oder'') < days(1)'", """
                >-
                      orders() >= 1 &&
                      silence('oder') < days(1)""")) {
            Source source = Texts.source("""
                    policy: shop
                    version: 1
                    warnings:
                      - id: asked
                        title: {en: Asked, zh: 问}
                        when: %s
                    """.formatted(when));
            new PolicyReader(source).read(1);
            assertThatThrownBy(source::requireSound).isInstanceOfSatisfying(PolicyRefusedException.class, refused -> {
                Flaw flaw = refused.flaws().get(0);
                assertThat(flaw.line().substring(0, flaw.column() - 1)).endsWith("silence(");
            });
        }
    }

    @Test
    void a_text_that_is_compiled_again_says_the_same() {
        // All but durations on their own, which are shown as people say them.
        String text = "(orders() >= 1 || !(visits(days(7)) < 3)) && spend(days(30)) >= 12.5";
        assertThat(condition(text).text()).isEqualTo(text);
    }
}
