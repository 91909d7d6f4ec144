package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What import and try say before they touch a broker. */
class ImportCommandTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"import", "try"})
    void a_mapping_with_an_unknown_key_is_refused_with_its_place(String command) throws IOException {
        Path mapping = Files.writeString(folder.resolve("shop.yaml"), "source: shop\nrow: orders\n");

        Cli said = Cli.run(command, rows().toString(), "--mapping", mapping.toString(), out(command));

        assertThat(said.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(said.err()).contains("shop.yaml, line 2, column 1: there is no key 'row'; did you mean 'rows'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "try"})
    void a_closing_tick_in_the_future_is_refused(String command) throws IOException {
        Cli said = Cli.run(command, rows().toString(), "--mapping", "none.yaml", "--until=2999-01-01", out(command));

        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("--until 2999-01-01T23:59:59.999Z lies in the future");
    }

    @ParameterizedTest
    @CsvSource({
        "2011-06-30, 2011-06-30T23:59:59.999Z",
        "2011-12-09T12:50:00Z, 2011-12-09T12:50:00Z",
        "2011-12-09T13:50:00+01:00, 2011-12-09T12:50:00Z"
    })
    void until_takes_an_instant_or_a_whole_day(String text, Instant instant) {
        assertThat(new UntilConverter().convert(text)).isEqualTo(instant);
    }

    @Test
    void what_is_neither_is_refused_with_what_to_write() throws IOException {
        Cli said = Cli.run("import", rows().toString(), "--mapping", "none.yaml", "--until", "yesterday");

        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("'yesterday' is no instant; write 2011-12-09T12:50:00Z");
    }

    private Path rows() throws IOException {
        return Files.writeString(folder.resolve("rows.csv"), "id,at,who\n");
    }

    private String out(String command) {
        return command.equals("try") ? "--out=" + folder.resolve("out") : "--restart";
    }
}
