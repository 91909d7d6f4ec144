package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class MainTest {

    private static final String CANARY = "canary-55aa";

    /** Every command and subcommand that does something, as its words. */
    static Stream<List<String>> leaves() {
        return leaves(Main.commandLine(), List.of());
    }

    private static Stream<List<String>> leaves(CommandLine command, List<String> words) {
        if (command.getSubcommands().isEmpty()) {
            return Stream.of(words);
        }
        return command.getSubcommands().entrySet().stream().flatMap(sub -> {
            var longer = new ArrayList<>(words);
            longer.add(sub.getKey());
            return leaves(sub.getValue(), longer);
        });
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void help_teaches_by_description_and_example(List<String> words) {
        var args = new ArrayList<>(words);
        args.add("--help");
        var help = Cli.run(args.toArray(String[]::new));
        assertThat(help.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(help.out()).contains("Usage: sojourn " + String.join(" ", words), "Example", "sojourn ");
        assertThat(help.out()).as("a Chinese description").containsPattern("\\p{IsHan}{3}");
    }

    @Test
    void main_help_lists_the_exit_codes() {
        assertThat(Cli.run("--help").out()).contains("Exit codes:", "4   the broker or the schema registry");
    }

    @Test
    void every_command_tells_the_version() {
        for (var words : new String[][] {{"--version"}, {"run", "-V"}, {"clock", "status", "--version"}}) {
            assertThat(Cli.run(words).out()).as(String.join(" ", words)).contains("sojourn ", "Kafka 4.", "Java ");
        }
    }

    @Test
    void the_list_of_commands_has_a_line_for_each() {
        assertThat(Cli.run("--help").out())
                .containsPattern("(?m)^  demo +See everything on this machine.*\\p{IsHan}{2}")
                .containsPattern("(?m)^  clock +Look at the clock, or release it.*\\p{IsHan}{2}");
    }

    @Test
    void wrong_words_are_usage_errors_with_a_suggestion() {
        var wrong = Cli.run("confog");
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(wrong.err()).contains("config");
    }

    @Test
    void a_misspelt_option_does_not_give_away_the_password_behind_it() {
        for (var value : List.of(
                "kafka.ssl.key.password=" + CANARY,
                "kafka.sasl.jaas.config=X required password=\"" + CANARY + "\";",
                "schema.registry.url=http://me:" + CANARY + "@registry")) {
            var wrong = Cli.run("run", "--sett=" + value);
            assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(wrong.err()).contains("--sett").doesNotContain(CANARY);
        }
    }

    @Test
    void config_show_tells_values_and_origins_and_no_secret() {
        var shown = Cli.run("config", "show", "--set", "http.port=9", "--set", "kafka.ssl.key.password=" + CANARY);
        assertThat(shown.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(shown.out())
                .containsPattern("http.port +9 +--set")
                .containsPattern("threads +2 +default")
                .containsPattern("kafka.ssl.key.password +\\(hidden\\)")
                .doesNotContain(CANARY);
    }

    @Test
    void config_show_as_json_is_json() throws Exception {
        var shown =
                Cli.run("config", "show", "--json", "--set", "schema.registry.url=http://me:" + CANARY + "@registry");
        assertThat(shown.out()).doesNotContain(CANARY);
        var settings = new ObjectMapper().readTree(shown.out());
        assertThat(settings.findValuesAsText("key")).contains("threads", "schema.registry.url", "log.format");
    }

    @Test
    void refused_settings_exit_with_3_and_no_stack_trace() {
        var refused = Cli.run("config", "show", "--set", "treads=" + CANARY);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("Did you mean threads?").doesNotContain("\tat ");
        assertThat(Cli.run("config", "show", "--verbose", "--set", "treads=1").err())
                .contains("\tat io.sojourn");
    }

    @Test
    void completion_knows_the_commands() {
        var script = Cli.run("completion");
        assertThat(script.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(script.out()).contains("_complete_sojourn", "--verbose", "show");
    }

    @Test
    void troubles_of_the_clients_have_their_exit_codes() {
        assertThat(Troubles.understood(new java.util.concurrent.ExecutionException(new TimeoutException("late")))
                        .exitCode())
                .isEqualTo(ExitCode.UNREACHABLE);
        assertThat(Troubles.understood(new SaslAuthenticationException("who?")).exitCode())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(Troubles.understood(new IllegalStateException()).exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(Troubles.understood(new IllegalStateException()).getMessage())
                .isEqualTo("IllegalStateException");
    }
}
