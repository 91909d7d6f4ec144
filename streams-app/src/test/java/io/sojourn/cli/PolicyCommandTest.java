package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies from the command line: no Kafka anywhere. */
class PolicyCommandTest {
    private static final String POLICY = """
            policy: shop
            version: 1
            warnings:
              - {id: quiet, title: {en: Quiet, zh: 静}, when: silence('order') >= days(9)}
            """;

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    @Test
    void a_sound_policy_says_which_it_is() throws IOException {
        Cli check = Cli.run("policy", "check", file("shop.yaml", POLICY));
        assertThat(check.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(check.out())
                .containsPattern(
                        "shop version 1 \\([0-9a-f]{12}\\) over 365d: sound, 0 ladders, 0 tags, 1 warnings, 0 care moments");
        assertThat(Cli.run("policy", "check", "retail-five").exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void a_broken_one_is_refused_with_its_place_and_the_advice_to_read() throws IOException {
        Cli check = Cli.run("policy", "check", file("shop.yaml", POLICY.replace("silence", "silense")));
        assertThat(check.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(check.err())
                .contains("shop.yaml, line 4, column 50: there is no measure `silense`; did you mean 'silence'?")
                .contains("docs/policy.md");
        assertThat(Cli.run("policy", "check", "no-such-file.yaml").err()).contains("this file cannot be read");
    }

    @Test
    void doubts_fail_only_where_that_is_wanted() throws IOException {
        String doubtful = file("shop.yaml", """
                policy: shop
                version: 1
                ladders:
                  - id: one
                    title: {en: One, zh: 一}
                    initial: all
                    stages:
                      - {id: all, title: {en: All, zh: 全}, when: "true"}
                      - {id: few, title: {en: Few, zh: 少}, when: orders() >= 1}
                """);
        assertThat(Cli.run("policy", "check", doubtful).out())
                .contains("doubtful: ", "line 9, column 9: nobody reaches");
        assertThat(Cli.run("policy", "check", doubtful).exitCode()).isEqualTo(ExitCode.OK);
        assertThat(Cli.run("policy", "check", "--strict", doubtful).exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void stories_are_held_to_the_policy_beside_them() throws IOException {
        file("shop.yaml", POLICY);
        String stories = """
                stories:
                  - story: nine days
                    given: [{at: 2025-01-01, order: o1, total: 10}]
                    expect: [{at: 2025-01-10, warning: quiet, to: raised}]
                """;
        Cli asTold = Cli.run("policy", "test", file("shop.test.yaml", stories), "four-goals");
        assertThat(asTold.out()).contains("5 stories, 5 as told");
        assertThat(asTold.exitCode()).isEqualTo(ExitCode.OK);

        Cli otherwise = Cli.run("policy", "test", file("shop.test.yaml", stories.replace("01-10", "01-11")));
        assertThat(otherwise.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(otherwise.out())
                .contains(
                        "line 2: nine days", "got       2025-01-10T00:00:00Z  quiet  raised as warning  (24h earlier)");
    }

    @Test
    void a_customer_of_a_story_is_explained() {
        Cli explained = Cli.run("policy", "explain", "four-goals", "--at", "2025-03-15");
        assertThat(explained.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(explained.out()).contains("four-goals Four goals 四类经营目标: develop since 2025-03-02T00:00:00Z");
        assertThat(Cli.run("policy", "explain", "four-goals", "--case", "nobody", "--at", "2025-03-15")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void a_broken_policy_is_refused_before_anything_starts() throws IOException {
        String broken = file("shop.yaml", POLICY.replace("days(9)", "9"));
        Cli refused = Cli.run("demo", "--policy", broken);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("line 4, column", "does not go with a span of time and a number");
    }
}
