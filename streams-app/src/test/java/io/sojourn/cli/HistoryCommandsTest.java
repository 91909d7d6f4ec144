package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.authoring.PolicyFile;
import io.sojourn.decisions.StageTransition;
import io.sojourn.ledger.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay}, {@code export} and {@code what-if} over an imported ledger, on a real broker and from a copy. */
class HistoryCommandsTest {
    private static final String[] PARTITIONS = {"--set=input.partitions=2", "--set=ledger.partitions=3"};

    @TempDir
    static Path shared;

    private static BrokerOfTests broker;
    private static String copy;

    @TempDir
    Path dir;

    @BeforeAll
    static void start() throws IOException {
        SmallShop shop = SmallShop.in(shared);
        broker = new BrokerOfTests(shared.resolve("broker"));
        ok(broker.run("topics", "create", PARTITIONS[0], PARTITIONS[1]));
        ok(broker.run(
                "import",
                shop.orders().toString(),
                "--mapping",
                shop.mapping().toString(),
                "--until=2024-12-31",
                PARTITIONS[0],
                PARTITIONS[1]));
        copy = shared.resolve("copy").toString();
        ok(broker.run("ledger", "pull", copy));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static Cli ok(Cli said) {
        assertThat(said.exitCode()).as(said.out() + said.err()).isEqualTo(ExitCode.OK);
        return said;
    }

    @Test
    void decisions_are_told_again_on_topics_of_their_own_and_none_twice() {
        Cli told = ok(broker.run("replay", "--to-topics", "again.", "--until", "2024-04-30"));
        assertThat(told.out()).contains("decisions told on again.…");
        List<StageTransition> half = transitions("again.stage-transitions");
        assertThat(half).isNotEmpty().allMatch(each -> each.getMode() == Mode.REPLAY);
        // As if the first had been broken off: what is there is the beginning of the same.
        ok(broker.run("replay", "--to-topics", "again."));
        List<StageTransition> all = transitions("again.stage-transitions");
        assertThat(all).hasSizeGreaterThan(half.size()).doesNotHaveDuplicates();
        assertThat(all).extracting(StageTransition::getId).doesNotHaveDuplicates();
        assertThat(ok(broker.run("replay", "--to-topics", "again.", "--copy", copy))
                        .out())
                .contains(" 0 decisions told");
        Cli other = broker.run("replay", "--to-topics", "again.", "--policy", "retail-five");
        assertThat(other.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(other.err()).contains("holds something else than the beginning of this replay");
    }

    @Test
    void a_topic_that_no_replay_told_is_left_as_it_is() throws Exception {
        ok(broker.run("replay", "--to-topics", "january.", "--until", "2024-01-31"));
        List<StageTransition> told = transitions("january.stage-transitions");
        assertThat(told).isNotEmpty();
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("mirror.stage-transitions", 3, (short) 1)))
                    .all()
                    .get();
            // The beginning of the same history, as the application published it.
            told.forEach(each -> broker.write(
                    "mirror.stage-transitions",
                    each.getCustomerId(),
                    StageTransition.newBuilder(each).setMode(Mode.LIVE).build()));
            Cli refused = broker.run("replay", "--to-topics", "mirror.");
            assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.err())
                    .contains("topic mirror.stage-transitions is there", "was not told by a replay", "another place");
            assertThat(transitions("mirror.stage-transitions")).hasSameSizeAs(told);
            assertThat(admin.listTopics().names().get()).doesNotContain("mirror.churn-warnings");

            // Mirrored exactly once: what stands last is no record.
            admin.createTopics(List.of(new NewTopic("exact.stage-transitions", 3, (short) 1)))
                    .all()
                    .get();
            byte[] one = broker.wire.encode("exact.stage-transitions", told.get(0));
            try (var producer = broker.transaction("mirror")) {
                var unused = producer.send(new ProducerRecord<>("exact.stage-transitions", one));
                producer.commitTransaction();
            }
            assertThat(broker.run("replay", "--to-topics", "exact.").err()).contains("was not told by a replay");
        }
    }

    @Test
    void a_prefix_that_could_name_a_live_topic_is_none() {
        for (String prefix : List.of("", "stage", " ", "a b.")) {
            Cli refused = broker.run("replay", "--to-topics", prefix);
            assertThat(refused.exitCode()).as(prefix).isEqualTo(ExitCode.USAGE);
            assertThat(refused.err()).contains("the prefix '" + prefix + "' is none");
        }
    }

    @Test
    void whom_another_policy_touches_is_counted_by_a_grid_of_its_scores_alone() {
        Cli counted = ok(Cli.run("what-if", "--policy", "rfm", "--grid", "ten", "--copy", copy));
        assertThat(counted.out()).contains("Hibernating 休眠客户", "all 全部").doesNotContain("best tenth");
        assertThat(Cli.run("what-if", "--policy", "rfm", "--grid", "tens", "--copy", copy)
                        .err())
                .contains("--grid tens is no grid; did you mean 'ten'?", "`grids` of rfm version 1");
        assertThat(Cli.run("what-if", "--policy", "rfm", "--grid", "klaviyo", "--copy", copy)
                        .err())
                .contains("--grid klaviyo has scores from 1 to 3, the cut-points from 1 to 5");
        Cli unscored = Cli.run("what-if", "--policy", "won-back", "--grid", "ten", "--copy", copy);
        assertThat(unscored.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(unscored.err()).contains("--grid ten needs `cutpoints` in won-back version 1");
    }

    @Test
    void files_come_from_the_broker_as_from_a_copy() throws IOException {
        String byBroker = dir.resolve("broker").toString();
        String byCopy = dir.resolve("copy").toString();
        Cli said = ok(broker.run("replay", "--to", byBroker, "--format", "csv"));
        assertThat(said.out()).contains("entries replayed into " + byBroker);
        assertThat(said.err()).contains("entries a second");
        ok(Cli.run("replay", "--to", byCopy, "--format", "csv", "--copy", copy));
        assertThat(lines(dir.resolve("copy")))
                .isEqualTo(lines(dir.resolve("broker")))
                .hasSizeGreaterThan(100);
        Cli other = Cli.run("replay", "--to", byCopy, "--format", "csv", "--copy", copy, "--policy", "retail-five");
        assertThat(other.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(other.err()).contains("holds tables whose policy was", "Name another place");
    }

    @Test
    void an_export_is_a_database_and_its_questions() {
        Cli said = ok(Cli.run("export", dir.toString(), "--copy", copy));
        assertThat(said.out()).contains("sojourn.duckdb");
        assertThat(dir.resolve("sojourn.duckdb")).isNotEmptyFile();
        assertThat(dir.resolve("questions").resolve("05-second-order.sql"))
                .content()
                .startsWith("-- How many order");
    }

    @Test
    void the_same_policy_changes_nothing_in_words_as_json_and_on_a_page() throws IOException {
        assertThat(ok(Cli.run("what-if", "--policy", "reference", "--copy", copy))
                        .out())
                .contains("the same   every decision");
        Path page = dir.resolve("report.html");
        JsonNode json = new ObjectMapper()
                .readTree(ok(Cli.run(
                                "what-if",
                                "--policy",
                                "reference",
                                "--copy",
                                copy,
                                "--json",
                                "--html",
                                page.toString()))
                        .out());
        assertThat(json.path("empty").asBoolean()).isTrue();
        assertThat(json.path("moves")).isEmpty();
        assertThat(json.path("shifts")).isEmpty();
        assertThat(json.path("days"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.path("live")).isEqualTo(each.path("candidate")));
        assertThat(json.path("changes")).isNotEmpty().allSatisfy(each -> {
            assertThat(each.path("same").asLong()).isPositive();
            for (String otherwise : List.of("added", "removed", "earlier", "later")) {
                assertThat(each.path(otherwise).asLong(-1)).as(otherwise).isZero();
            }
        });
        for (String table : List.of("touched", "touchedByStage")) {
            assertThat(json.path(table)).as(table).isNotEmpty().allSatisfy(each -> {
                assertThat(each.path("touched").asLong(-1)).isZero();
                assertThat(each.path("touchedSpend").asDouble(-1)).isZero();
            });
        }
        assertThat(Files.readString(page))
                .contains("Every decision is the same.", "No decision comes earlier or later.")
                .containsPattern("<table id='moves'>\\s*<thead>.*</thead>\\s*<tbody></tbody>")
                .containsPattern(
                        "<table id='touched-by-stage'>\\s*<thead>.*</thead>\\s*<tbody><tr>(<td>[^<]*</td>){2}"
                                + "<td class='n'>20</td><td class='n'>0</td><td class='n'>[^<]*</td><td class='n'>0.00</td></tr></tbody>");
    }

    @Test
    void another_policy_is_compared_in_words_as_json_and_as_a_page() throws IOException {
        String candidate = Files.writeString(
                        dir.resolve("candidate.yaml"),
                        PolicyFile.text("reference")
                                .replace("days(90)", "days(60)")
                                .replace("days(180)", "days(120)"))
                .toString();
        Path page = dir.resolve("report.html");
        Cli said = ok(Cli.run("what-if", "--policy", candidate, "--copy", copy, "--html", page.toString()));
        assertThat(said.out())
                .contains(
                        "Who stands where now",
                        "LOYAL → DORMANT",
                        "-30.0 / -30.0 / -30.0",
                        "all 全部",
                        "by their stage now");
        // Twenty customers order once a month until May, each a day after the other; day 60 of their silence, and day
        // 90.
        assertThat(said.out()).containsPattern("2024-06 +0 +1\\R *2024-07 +2 +19\\R *2024-08 +18 +0\\R");
        assertThat(page)
                .content()
                .contains("<title>2024-07-30: 1</title>", "<td>2024-07</td><td class='n'>2</td><td class='n'>19</td>")
                .contains("<svg", "LOYAL → DORMANT")
                .doesNotContain("{{", "http://", "https://");
        Cli json = ok(Cli.run("what-if", "--policy", candidate, "--copy", copy, "--json", "--customers", "c1,c2"));
        assertThat(json.out()).contains("\"customers\" : 2", "\"empty\" : false");
        assertThat(new ObjectMapper().readTree(json.out()).path("days").toString())
                .contains("{\"day\":\"2024-07-01\",\"live\":0,\"candidate\":1}");
        assertThat(ok(Cli.run("what-if", "--policy", candidate, "--copy", copy, "--json", "--sample", "50"))
                        .out())
                .doesNotContain("\"customers\" : 20,");
        assertThat(Cli.run("what-if", "--policy", candidate, "--copy", copy, "--sample", "0")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    private static List<StageTransition> transitions(String topic) {
        return broker.read(topic).stream().map(StageTransition.class::cast).toList();
    }

    private static List<String> lines(Path folder) throws IOException {
        List<String> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.filter(one -> one.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                all.addAll(Files.readAllLines(each));
            }
        }
        return all;
    }
}
