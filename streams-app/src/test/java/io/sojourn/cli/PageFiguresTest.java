package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.lifecycle.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages show of real data is what the commands print. */
class PageFiguresTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @ParameterizedTest
    @CsvSource(textBlock = """
            docs/models.md, model fit,          cdnow/orders_sample.csv.gz,       cdnow.yaml,                    --calibrate-until=1997-09-30T00:00:00Z, '2,357'
            docs/models.md, model evaluate,     online-retail-ii/invoices.csv.gz, online-retail-invoices.yaml,   --calibrate-until=2010-12-31,           AUC:
            docs/rfm.md,    cutpoints compute,  online-retail-ii/invoices.csv.gz, online-retail-invoices.yaml,   --until=2011-11-30,                     cut-points
            """)
    void a_page_shows_what_is_printed(
            String page, String command, String data, String mapping, String options, String from) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.add(RealData.path(data).toString());
        arguments.addAll(List.of(
                "--mapping", ROOT.resolve("docs/mappings").resolve(mapping).toString(), options));
        Cli said = Cli.run(arguments.toArray(String[]::new));
        assertThat(said.exitCode()).as(said.err()).isZero();
        String printed = stripped(said.out());
        assertThat(stripped(Files.readString(ROOT.resolve(page))))
                .contains(printed.substring(Math.max(0, printed.indexOf(from))));
    }

    /** Without blanks at the ends of lines. */
    private static String stripped(String text) {
        return String.join(
                        "\n",
                        Stream.of(text.split("\n")).map(String::stripTrailing).toList())
                .strip();
    }
}
