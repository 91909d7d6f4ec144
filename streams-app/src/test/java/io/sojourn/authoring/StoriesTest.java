package io.sojourn.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sojourn.customer.Activity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stories say what a policy is held to, and what came instead. */
class StoriesTest {
    private static final long YEAR = 365 * Span.DAYS.millis;

    @TempDir
    Path folder;

    private Stories stories(String text) throws IOException {
        Path file = folder.resolve("shop.test.yaml");
        Files.writeString(file, "policy: reference\nstories:\n" + text);
        return Stories.load(file.toString(), YEAR);
    }

    private List<String> differences(String text) throws IOException {
        return stories(text).run().stream().map(Stories.Outcome::difference).toList();
    }

    @Test
    void what_is_a_millisecond_off_is_shown_beside_what_came() throws IOException {
        assertThat(differences("""
                  - story: off by one
                    given:
                      - {at: 2025-01-01, order: o1, total: 10}
                    until: 2025-04-02
                    expect:
                      - {at: 2025-01-01, from: PROSPECT, to: NEW}
                      - {at: 2025-03-31T23:59:59.999Z, from: NEW, to: DORMANT}
                """)).containsExactly("""
                            expected  2025-03-31T23:59:59.999Z  reference  NEW → DORMANT
                            got       2025-04-01T00:00:00Z  reference  NEW → DORMANT  (0.001s later)
                            not told  2025-04-01T00:00:00Z  silent-90-days  raised as warning
                        """.stripTrailing());
    }

    @Test
    void others_are_allowed_where_a_story_says_so() throws IOException {
        String story = """
                  - story: all but the first
                    given:
                      - {at: 2025-01-01, order: o1, total: 10}
                      - {at: 2025-01-02, order: o2, total: 10}
                    expect:
                      - {at: 2025-01-02, from: NEW, to: ACTIVE}
                """;
        assertThat(differences(story)).containsExactly("    not told  2025-01-01T00:00:00Z  reference  PROSPECT → NEW");
        assertThat(differences(story + "    allow-others: true\n")).containsExactly("");
    }

    @Test
    void what_is_told_twice_in_a_story_is_expected_twice() throws IOException {
        assertThat(differences("""
                  - story: once too often
                    given:
                      - {at: 2025-01-01, order: o1, total: 10}
                    expect:
                      - {at: 2025-01-01, from: PROSPECT, to: NEW}
                      - {at: 2025-01-01, from: PROSPECT, to: NEW}
                """)).containsExactly("    expected  2025-01-01T00:00:00Z  reference  PROSPECT → NEW");
    }

    @Test
    void a_story_that_cannot_be_read_is_refused_where_it_stands() {
        assertThatThrownBy(() -> stories("""
                  - story: broken
                    given:
                      - {at: 2025-13-01, order: o1, total: 10}
                      - {at: 2025-01-01, ordre: o1}
                      - {at: 2025-01-01, order: o1, total: ten}
                """))
                .isInstanceOfSatisfying(
                        PolicyRefusedException.class,
                        refused -> assertThat(refused.flaws())
                                .extracting(Flaw::lineNumber, Flaw::message)
                                .containsExactly(
                                        tuple(
                                                5,
                                                "`2025-13-01` is no instant such as 2025-01-31T00:00:00Z, or day in UTC"),
                                        tuple(
                                                6,
                                                "something given is one of: order, order-update, refund, cancellation, visit,"
                                                        + " ticket, reply, resolution, reopening, rating, engagement, profile, erasure"),
                                        tuple(6, "something given has no key `ordre`; did you mean 'order'?"),
                                        tuple(7, "`ten` is no number of at most 4 decimals")));
    }

    @Test
    void what_a_story_expects_is_of_its_policy_and_said_in_its_words() {
        assertThatThrownBy(() -> stories("""
                  - story: misspelt
                    given:
                      - {at: 2025-01-01, ticket: t1, complaint: yes}
                    expect:
                      - {at: 2025-01-01, from: PROSPECT, to: NEWW}
                      - {at: 2025-01-01, ladder: referense, from: PROSPECT, to: NEW}
                      - {at: 2025-01-01, warning: silent-90-day, to: raised}
                      - {at: 2025-01-01, warning: silent-90-days, to: Raised}
                """))
                .isInstanceOfSatisfying(
                        PolicyRefusedException.class,
                        refused -> assertThat(refused.flaws())
                                .extracting(Flaw::lineNumber, Flaw::message)
                                .containsExactly(
                                        tuple(5, "`complaint` cannot be `yes`; there are: true, false"),
                                        tuple(7, "`to` cannot be `NEWW`; did you mean 'NEW'?"),
                                        tuple(8, "`ladder` cannot be `referense`; did you mean 'reference'?"),
                                        tuple(9, "`warning` cannot be `silent-90-day`; did you mean 'silent-90-days'?"),
                                        tuple(10, "`to` cannot be `Raised`; did you mean 'raised'?")));
    }

    @Test
    void a_complaint_that_is_none_is_none() throws IOException {
        assertThat(stories("""
                  - story: a question
                    given:
                      - {at: 2025-01-01, ticket: t1, complaint: false}
                      - {at: 2025-01-01, ticket: t2, complaint: true}
                """).named("").orElseThrow().given())
                .extracting(activity -> ((Activity.TicketMoved) activity).complaint())
                .containsExactly(false, true);
    }

    @Test
    void an_explanation_says_of_every_condition_its_values_and_until_when() throws IOException {
        Stories stories = stories("""
                  - story: one order
                    given:
                      - {at: 2025-01-01, order: o1, total: 10}
                """);
        assertThat(Explanation.of(stories, "", Instant.parse("2025-02-01T00:00:00Z")))
                .contains(
                        "reference Customer lifecycle 客户生命周期: NEW since 2025-01-01T00:00:00Z",
                        "  NEW New 新客户  ← here",
                        "    when silence('order') >= 90d: does not hold; can change by itself at 2025-04-01T00:00:00Z",
                        "        silence('order') is 31d, asked >= 90d: no; can change by itself at 2025-04-01T00:00:00Z",
                        "    when (not from NEW) silence('order') >= 180d: does not hold",
                        "silent-90-days Churn warning 流失预警: not raised",
                        "looks again at 2025-04-01T00:00:00Z");
        assertThatThrownBy(() -> Explanation.of(stories, "two orders", Instant.EPOCH))
                .hasMessage("there is no story 'two orders' in that file");
    }
}
