package io.sojourn.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sojourn.policy.Mark;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.policy.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                        "3:1 a policy has no key `owner`; there are: policy, version, title, cutpoints, model, grids,"
                                + " ladders, tag-budget, tags, warnings, care-moments",
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
                        "13:10 two of the ladders, tags, warnings and care moments are called `a`",
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
                .containsExactly(
                        "1:1 a policy needs `ladders`, `tags`, `warnings` or `care-moments`, or it decides nothing");
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

    private static final String TAGS = """
            policy: a
            version: 1
            tag-budget: {intent: 3}
            tags:
              - id: high
                title: {en: High, zh: 高}
                category: intent
                owner: sales
                description: Who looks often
                group: intent
                ttl: days(30)
                when: visits(days(7)) >= 3
              - {id: medium, title: {en: Medium, zh: 中}, category: intent, owner: sales, group: intent, when: visits(days(7)) >= 2}
              - {id: low, title: {en: Low, zh: 低}, category: intent, owner: sales, group: intent, when: visits(days(7)) >= 1}
            warnings:
              - id: quiet
                title: {en: Quiet, zh: 静}
                level: notice
                when: silence('order') >= days(30) && tag('low')
                escalate:
                  - {level: warning, when: silence('order') >= days(60)}
                  - {level: critical, when: silence('order') >= days(90)}
                at-stake: {value: spend(days(365))}
            care-moments:
              - {id: call, title: {en: Call, zh: 回访}, when: tag('high'), act-within: days(2)}
            """;

    @Test
    void tags_warnings_that_escalate_and_care_moments_are_read_in_the_order_they_are_decided() {
        Policy policy = Texts.policy(TAGS);
        assertThat(policy.marks()).extracting(Mark::id).containsExactly("high", "medium", "low", "quiet", "call");
        assertThat(policy.tags())
                .extracting(tag -> tag.when().text())
                .containsExactly(
                        "visits(days(7)) >= 3",
                        "visits(days(7)) >= 2 && !(visits(days(7)) >= 3)",
                        "visits(days(7)) >= 1 && !((visits(days(7)) >= 3 || visits(days(7)) >= 2))");
        assertThat(policy.tags().get(0).ttl()).isEqualTo("days(30)");
        assertThat(policy.tags().get(1).canBeSpent()).isFalse();
        Warning quiet = policy.warnings().get(0);
        assertThat(quiet.escalations())
                .extracting(Warning.Escalation::level)
                .containsExactly(Warning.Level.WARNING, Warning.Level.CRITICAL);
        assertThat(Objects.requireNonNull(quiet.atStake()).text()).isEqualTo("spend(days(365))");
        assertThat(policy.careMoments().get(0).actionableMillis()).isEqualTo(2 * Span.DAYS.millis);
    }

    @Test
    void all_that_decides_of_tags_escalations_and_care_moments_is_sealed_and_nothing_else() {
        String sealed = Texts.policy(TAGS).text();
        for (String same : List.of("owner: sales", "category: intent", "tag-budget: {intent: 3}")) {
            assertThat(Texts.policy(TAGS.replace(
                                    same, same.replace("sales", "shop").replace("3", "4")))
                            .text())
                    .isEqualTo(sealed);
        }
        for (String other : List.of(
                "ttl: days(30)",
                "days(365)",
                "{level: warning, when: silence('order') >= days(60)}",
                "act-within: days(2)")) {
            assertThat(Texts.policy(TAGS.replace(other, other.replaceAll("[0-9]+", "77")))
                            .text())
                    .as(other)
                    .isNotEqualTo(sealed);
        }
        assertThat(Texts.policy(TAGS.replace("group: intent", "group: other")).text())
                .isNotEqualTo(sealed);
    }

    @Test
    void what_is_wrong_with_tags_escalations_and_what_is_at_stake_is_told_where_it_stands() {
        assertThat(refused("""
                policy: a
                version: 1
                tag-budget: {intent: few}
                ladders:
                  - id: steps
                    title: {en: A, zh: 甲}
                    initial: x
                    stages: [{id: x, title: {en: X, zh: 甲}, when: tag('second')}]
                tags:
                  - {id: first, title: {en: A, zh: 甲}, ttl: 3, when: tag('second')}
                  - {id: second, title: {en: B, zh: 乙}, group: a b, when: tag('first') && tag('thrid')}
                warnings:
                  - id: quiet
                    title: {en: C, zh: 丙}
                    when: orders() >= 1
                    escalate: [{level: notice, when: orders() >= 2}, {level: warning}]
                    at-stake: {probability: clv(), value: p_alive()}
                  - {id: odd, title: {en: D, zh: 丁}, when: orders() >= 1, at-stake: {probability: "0.5", value: orders() >= 1}}
                care-moments:
                  - {id: quiet, title: {en: E, zh: 戊}}
                """))
                .containsExactly(
                        "3:13 the budget of `intent` is a whole number, not `few`",
                        "8:55 tag `second` is decided later: tags come after the ladders, each after those above it",
                        "10:45 this is a fixed span of time, such as days(90), hours(36) or minutes(5)",
                        "10:58 tag `second` is decided later: tags come after the ladders, each after those above it",
                        "11:48 `group` is 1 to 64 of letters, digits, `_` and `-`, not `a b`",
                        "11:79 there is no tag `thrid`; there are: first",
                        "16:24 an escalation is louder than what stands above it, here warning",
                        "16:54 an escalation needs `when`",
                        "17:29 this is one probability, such as p_no_order(days(90))",
                        "17:43 this is one measure of money, such as clv() or spend(days(365))",
                        "18:84 this is one probability, such as p_no_order(days(90))",
                        "18:106 this is one measure alone, such as clv() or p_no_order(days(90))",
                        "20:5 a care moment needs `when`",
                        "20:10 two of the ladders, tags, warnings and care moments are called `quiet`");
    }

    @Test
    void tags_that_pile_up_are_doubted() {
        Source source = Texts.source("""
                policy: a
                version: 1
                tag-budget: {intent: 1, habit: 1}
                tags:
                  - {id: first, title: {en: A, zh: 甲}, category: intent, owner: sales, when: orders() >= 1}
                  - {id: second, title: {en: B, zh: 乙}, category: intent, when: orders() >= 1}
                """);
        new PolicyReader(source).read(1);
        assertThat(source.doubts())
                .extracting(flaw -> flaw.lineNumber() + " " + flaw.message())
                .containsExactly(
                        "6 nobody answers for tag `second`: give it an `owner`",
                        "6 tag `second` asks for the same as `first`: one of them is enough",
                        "3 category `intent` has 2 tags, agreed are 1");
    }

    @Test
    void tags_that_nobody_or_everybody_has_are_doubted(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("shop.yaml");
        Files.writeString(file, """
                policy: a
                version: 1
                tags:
                  - {id: nobody, title: {en: A, zh: 甲}, owner: sales, when: orders() >= 1 && orders() < 1}
                  - {id: everybody, title: {en: B, zh: 乙}, owner: sales, when: visits() >= 0}
                  - {id: some, title: {en: C, zh: 丙}, owner: sales, when: orders() >= 2}
                """);
        assertThat(PolicyFile.rehearse(file.toString(), 365 * Span.DAYS.millis).doubts())
                .extracting(flaw -> flaw.lineNumber() + " " + flaw.message())
                .containsExactly(
                        "4 in 200 random histories nobody ever has tag `nobody`",
                        "5 in 200 random histories everybody always has tag `everybody`");
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
