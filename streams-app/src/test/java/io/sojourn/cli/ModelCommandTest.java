package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.authoring.Renumbering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models and cut-points from a small file. */
class ModelCommandTest {
    private static final String MAPPING = """
            source: shop
            rows: orders
            order: {column: id}
            time: {column: at, patterns: [yyyy-MM-dd]}
            customer: {column: who}
            amount: {column: total}
            currency: {constant: EUR}
            """;

    @TempDir
    static Path folder;

    @BeforeAll
    static void aYearOfOrders() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder rows = new StringBuilder("id,at,who,total\n");
        int id = 0;
        for (int customer = 0; customer < 300; customer++) {
            int gap = random.nextInt(10, 60);
            int day = random.nextInt(60);
            do {
                rows.append(id++)
                        .append(',')
                        .append(LocalDate.of(2024, 1, 1).plusDays(day))
                        .append(",c");
                rows.append(customer).append(',').append(random.nextInt(5, 100)).append('\n');
                day += random.nextInt(1, 2 * gap);
            } while (day < 365 && random.nextInt(4) > 0);
        }
        Files.writeString(folder.resolve("orders.csv"), rows);
        Files.writeString(folder.resolve("shop.yaml"), MAPPING);
    }

    @Test
    void fitting_prints_every_model_with_calibration_and_holdout() throws IOException {
        Cli said = run("model", "fit", "--calibrate-until", "2024-06-30", "--json");
        assertThat(said.exitCode()).as(said.err()).isEqualTo(ExitCode.OK);
        JsonNode page = new ObjectMapper().readTree(said.out());
        assertThat(page.path("customers").asInt()).isEqualTo(300);
        assertThat(page.path("models")).hasSize(3).allSatisfy(model -> {
            assertThat(model.path("logLikelihood").asDouble()).isNegative();
            assertThat(model.path("parameters").path("alpha").asDouble()).isPositive();
            assertThat(model.path("holdout")).isNotEmpty();
        });
        assertThat(page.path("spend").path("parameters").path("q").asDouble()).isPositive();
    }

    @Test
    void people_read_the_same_as_tables_and_are_warned_where_the_data_do_not_tell() throws IOException {
        Cli said = run("model", "fit", "--model", "mbg_nbd", "--calibrate-until", "2024-06-30");
        assertThat(said.out())
                .contains("MBG/NBD, log-likelihood -", "parameter  value", "留出期")
                .doesNotContain("Pareto");

        Files.writeString(folder.resolve("once.csv"), "id,at,who,total\n1,2024-01-01,ann,5\n2,2024-02-01,bob,5\n");
        Cli once = Cli.run(
                "model",
                "fit",
                folder.resolve("once.csv").toString(),
                "--mapping",
                folder.resolve("shop.yaml").toString());
        assertThat(once.out()).contains("WARNING: the data do not tell these parameters");
    }

    @Test
    void evaluating_compares_every_rule_with_plain_silence() throws IOException {
        Cli said = run("model", "evaluate", "--calibrate-until", "2024-04-30", "--lost-days", "120", "--json");
        assertThat(said.exitCode()).as(said.err()).isEqualTo(ExitCode.OK);
        JsonNode rules = new ObjectMapper().readTree(said.out()).path("rules");
        assertThat(rules).hasSize(6);
        assertThat(rules.get(0).path("threshold").asDouble()).isEqualTo(90);
        assertThat(rules.get(0).path("medianDay").asDouble()).isEqualTo(90);
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.path("auc").asDouble()).isBetween(0.0, 1.0);
            assertThat(rule.path("precision").asDouble(1))
                    .isGreaterThanOrEqualTo(rules.get(0).path("precision").asDouble());
        });
        assertThat(run("model", "evaluate", "--calibrate-until", "2024-04-30", "--lost-days", "120")
                        .out())
                .contains("days gained (median)");
    }

    @Test
    void what_cannot_be_measured_is_said() throws IOException {
        assertThat(run("model", "evaluate", "--calibrate-until", "2024-12-01").err())
                .contains("no silence begins after 2024-12-01T23:59:59.999Z and 180 days before the end of the data");
        assertThat(run("model", "evaluate", "--calibrate-until", "2024-04-30", "--silence-days", "200")
                        .err())
                .contains("--silence-days is 1 or more, and less than --lost-days");
    }

    @Test
    void cut_points_come_with_everybody_counted_once() throws IOException {
        Cli said = run("cutpoints", "compute", "--grid", "klaviyo", "--name", "2024", "--json");
        assertThat(said.exitCode()).as(said.err()).isEqualTo(ExitCode.OK);
        JsonNode page = new ObjectMapper().readTree(said.out());
        assertThat(page.path("version").asText()).isEqualTo("2024");
        assertThat(page.path("limits").path("orders")).hasSize(2);
        int customers = 0;
        for (JsonNode segment : page.path("segments")) {
            customers += segment.path("customers").asInt();
        }
        assertThat(customers).isEqualTo(300);
        assertThat(run("cutpoints", "compute").out()).contains("score  R: days since the last order", "冠军客户");
        assertThat(run("cutpoints", "compute", "--grid", "none").err())
                .contains("there is no grid 'none'; there are ten, eight, shopify, klaviyo");
    }

    @Test
    void what_is_printed_for_apply_is_read_by_it(@TempDir Path dir) throws IOException {
        Path cuts = dir.resolve("cuts.yaml");
        Path model = dir.resolve("model.yaml");
        Files.writeString(
                cuts, run("cutpoints", "compute", "--name", "2024", "--yaml").out());
        Files.writeString(
                model,
                run("model", "fit", "--name", "m1", "--model", "MBG_NBD", "--yaml")
                        .out());
        assertThat(Renumbering.read(cuts, Renumbering.CUT_POINTS)).contains("version: \"2024\"", "days(365)");
        assertThat(Renumbering.read(model, Renumbering.MODEL)).contains("version: \"m1\"", "kind: mbg-nbd");

        Cli two = run("model", "fit", "--yaml");
        assertThat(two.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(two.err()).contains("name it with --model");
        Cli wrong = Cli.run("cutpoints", "apply", model.toString());
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(wrong.err()).contains("has no key `model`", "there is no `cutpoints` here");
    }

    @Test
    void a_ledger_tells_the_same_as_the_file_it_came_from(@TempDir Path dir) {
        try (var broker = new BrokerOfTests(dir)) {
            assertThat(broker.run("topics", "create").exitCode()).isEqualTo(ExitCode.OK);
            assertThat(broker.run("cutpoints", "compute", "--ledger").err()).contains("The ledger holds no customer");
            Cli imported = broker.run(
                    "import",
                    folder.resolve("orders.csv").toString(),
                    "--mapping",
                    folder.resolve("shop.yaml").toString(),
                    "--set=money.currency=EUR");
            assertThat(imported.exitCode()).as(imported.err()).isEqualTo(ExitCode.OK);

            Cli limits = broker.run("cutpoints", "compute", "--ledger", "--until", "2024-11-30", "--yaml");
            assertThat(limits.exitCode()).as(limits.err()).isEqualTo(ExitCode.OK);
            assertThat(limits.out())
                    .isEqualTo(run("cutpoints", "compute", "--until", "2024-11-30", "--yaml")
                            .out());
            String copy = dir.resolve("copy").toString();
            assertThat(broker.run("ledger", "pull", copy).exitCode()).isEqualTo(ExitCode.OK);
            assertThat(Cli.run("cutpoints", "compute", "--copy", copy, "--until", "2024-11-30", "--yaml")
                            .out())
                    .isEqualTo(limits.out());
            Cli explained = broker.run("policy", "explain", "reference", "--customer", "c7", "--at", "2026-01-31");
            assertThat(explained.exitCode()).as(explained.err()).isEqualTo(ExitCode.OK);
            assertThat(explained.out())
                    .contains(
                            "CHURNED since 2",
                            "← here",
                            "silence('order') >= 180d: holds",
                            "looks again never by itself");
            assertThat(broker.run("policy", "explain", "reference", "--customer", "nobody", "--at", "2026-01-31")
                            .err())
                    .contains("The ledger knows nothing of customer 'nobody'");
            Cli fit = broker.run("model", "fit", "--ledger", "--until", "2024-11-30", "--json");
            assertThat(fit.out())
                    .isEqualTo(run("model", "fit", "--until", "2024-11-30", "--json")
                            .out());
        }
    }

    @Test
    void orders_come_from_a_file_or_from_the_ledger() {
        Cli both = run("model", "fit", "--ledger");
        assertThat(both.exitCode()).isEqualTo(ExitCode.USAGE);
        Cli none = Cli.run("model", "fit");
        assertThat(none.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(none.err()).contains("FILE", "--ledger");
    }

    private static Cli run(String command, String sub, String... options) {
        String[] args = new String[options.length + 5];
        args[0] = command;
        args[1] = sub;
        args[2] = folder.resolve("orders.csv").toString();
        args[3] = "--mapping";
        args[4] = folder.resolve("shop.yaml").toString();
        System.arraycopy(options, 0, args, 5, options.length);
        return Cli.run(args);
    }
}
