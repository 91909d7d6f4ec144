package io.sojourn.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A policy file from its first key to its last: what it becomes, and what is said of one that is wrong. */
class PolicyReaderTest {
    private static final long YEAR = 365 * Span.DAYS.millis;

    @Test
    void the_reference_as_a_file_is_the_reference_in_code() {
        Policy file = PolicyFile.load(Presets.REFERENCE, YEAR).policy();
        Policy code = ReferencePolicy.overDays(365);
        assertThat(file.ladders()).isEqualTo(code.ladders());
        assertThat(file.warnings()).isEqualTo(code.warnings());
        assertThat(new Policy(file.id(), file.version(), file.ladders(), file.warnings(), file.windowMillis()))
                .isEqualTo(code);
    }

    @Test
    void everything_wrong_is_told_at_once_and_each_where_it_stands() {
        assertThat(refused("""
                policy: my shop
                version: one
                owner: nobody
                ladders:
                  - id: a
                    title: {en: A}
                    initial: nowhere
                    stages:
                      - {id: x, title: {en: X, zh: 甲}, from: [y, z], when: order() >= 1}
                      - {id: x, title: {en: X, zh: 甲}, on: purchase}
                      - {id: y, titel: {en: Y, zh: 乙}}
                warnings:
                  - {id: a, title: {en: A, zh: 甲}, when: silence('order') >= 3, level: loud}
                """))
                .containsExactly(
                        "1:9 `policy` is 1 to 64 of letters, digits, `_` and `-`, not `my shop`",
                        "2:10 `version` is a whole number from 1 on, not `one`",
                        "3:1 a policy has no key `owner`; there are: policy, version, title, cutpoints, model, ladders,"
                                + " warnings",
                        "6:12 a title needs `zh`",
                        "7:14 ladder `a` has no stage `nowhere`; there are: x, x, y",
                        "9:50 ladder `a` has no stage `z`; did you mean 'x'?",
                        "9:60 there is no measure `order`; did you mean 'orders'?",
                        "10:14 two stages of this ladder are called `x`",
                        "10:44 nothing that happens is called `purchase`; there are: order, order-update, refund,"
                                + " cancellation, visit, ticket, reply, resolution, reopening, rating, engagement, profile",
                        "11:9 a title is missing: title: {en: …, zh: …}",
                        "11:9 no way leads into stage `y`: give it `when`, `on` or `from`",
                        "11:17 a stage has no key `titel`; did you mean 'title'?",
                        "13:10 two ladders or warnings are called `a`",
                        "13:59 `>=` does not go with a span of time and a number; spans of time are written days(90),"
                                + " hours(36), minutes(5)",
                        "13:72 there is no level `loud`; there are: notice, warning, critical");
    }

    private static List<String> refused(String text) {
        PolicyRefusedException refused = catchThrowableOfType(PolicyRefusedException.class, () -> Texts.policy(text));
        return refused.flaws().stream()
                .map(flaw -> flaw.lineNumber() + ":" + flaw.column() + " " + flaw.message())
                .toList();
    }

    @Test
    void a_flaw_shows_the_line_and_points_at_the_place() {
        assertThat(new Flaw("shop.yaml", 2, 7, "what", "when: order() >= 1").text())
                .isEqualTo("shop.yaml, line 2, column 7: what\n    when: order() >= 1\n          ^");
    }

    @Test
    void what_is_no_policy_at_all_is_refused_too() {
        assertThat(refused("")).containsExactly("1:1 there is nothing here");
        assertThat(refused("- a")).containsExactly("1:1 a file begins with keys, such as `policy: shop`");
        assertThat(refused("a: [")).first().asString().contains("this is not YAML");
        assertThat(refused("policy: a\nversion: 1\n"))
                .containsExactly("1:1 a policy needs `ladders` or `warnings`, or it decides nothing");
        assertThat(refused("policy: a\npolicy: b\nversion: 1\nwarnings: 3\n"))
                .contains("2:1 `policy` stands here twice", "4:11 `warnings` is a list");
    }

    @Test
    void a_ladder_asks_about_itself_and_those_above_only() {
        assertThat(refused("""
                policy: a
                version: 1
                ladders:
                  - id: first
                    title: {en: A, zh: 甲}
                    initial: x
                    stages: [{id: x, title: {en: X, zh: 甲}, when: stage('second') == 'y'}]
                  - id: second
                    title: {en: B, zh: 乙}
                    initial: y
                    stages: [{id: y, title: {en: Y, zh: 乙}, when: stage('first') == 'x'}]
                """))
                .containsExactly("7:57 ladder `second` is decided later; a ladder asks about itself and those above");
    }

    @Test
    void only_what_decides_is_sealed() {
        String text = """
                policy: a
                version: 1
                warnings:
                  - {id: quiet, title: {en: Quiet, zh: 静}, when: silence('order') >= days(90)}
                """;
        String sealed = Texts.policy(text).text();
        assertThat(sealed).matches("a version 1 \\([0-9a-f]{12}\\) over 365d");
        assertThat(Texts.policy("# why\n" + text.replace("Quiet", "Silent")).text())
                .isEqualTo(sealed);
        assertThat(Texts.policy(text.replace("90", "91")).text()).isNotEqualTo(sealed);
        assertThat(Texts.policy(text.replace(">=", ">")).text()).isNotEqualTo(sealed);
    }

    @Test
    void numbers_frozen_with_the_policy_are_checked() {
        assertThat(refused("""
                policy: a
                version: 1
                cutpoints: {version: v, window: days(365), silence: [days(1), days(9)], orders: [1, 2.5], spend: [x]}
                model: {version: v, unit: 7, kind: bgnbd, parameters: {r: 1}}
                warnings:
                  - {id: quiet, title: {en: Quiet, zh: 静}, when: "true"}
                """))
                .contains(
                        "3:53 the limits of `silence` go from the worst to the best",
                        "3:85 `2.5` is no number of at most 0 decimals",
                        "3:99 `x` is no number of at most 4 decimals",
                        "4:27 this is a fixed span of time, such as days(90), hours(36) or minutes(5)",
                        "4:36 there is no model `bgnbd`; did you mean 'bg-nbd'?");
    }
}
