package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain} and {@code corrections}, on a ledger in which an order of one customer was told late. */
class ExplainCommandTest {
    private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

    @TempDir
    static Path dir;

    private static BrokerOfTests broker;
    private static String copy = "";

    @BeforeAll
    static void start() throws Exception {
        broker = new BrokerOfTests(dir.resolve("broker"));
        broker.create(Topics.LEDGER);
        order("ann", "o1", 0);
        order("bob", "o9", 0);
        broker.tick(day(100));
        order("ann", "o2", 50);
        broker.tick(day(200));
        copy = dir.resolve("copy").toString();
        assertThat(broker.run("ledger", "pull", copy).exitCode()).isEqualTo(ExitCode.OK);
    }

    private static void order(String customer, String order, int day) {
        broker.write(Topics.LEDGER, customer, BrokerOfTests.order(customer, order, "139.12", "GBP", day(day)));
    }

    private static Instant day(int day) {
        return BEGIN.plus(Duration.ofDays(day));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void a_life_is_told_with_its_reasons() {
        Cli life = broker.run("explain", "--customer", "ann");
        assertThat(life.exitCode()).as(life.err()).isEqualTo(ExitCode.OK);
        assertThat(life.out().lines())
                .containsSubsequence(
                        "2024-01-01T00:00:00Z      order o1, 139.12 GBP  e-o1" + later(life, "e-o1"),
                        "                          reference       PROSPECT → NEW  New 新客户  ann/reference/1, event",
                        "                                          on order; by e-o1",
                        "2024-03-31T00:00:00Z      nothing happened for 90d, found 2024-04-10T00:00:00Z",
                        "                          reference       NEW → DORMANT  Dormant 沉默客户  ann/reference/2, silence",
                        "                                          silence('order') >= 90d: 90d; by e-o1",
                        "                          reference       DORMANT → REACTIVATED  Won back 赢回客户"
                                + "  ann/reference/3, correction of ann/reference/2",
                        "2024-07-19T00:00:00Z      where they stand 现状",
                        "                          reference       DORMANT  Dormant 沉默客户 since 2024-05-20T00:00:00Z",
                        "                          warning         silent-90-days raised as warning since"
                                + " 2024-05-20T00:00:00Z",
                        "                          RFM             last order 2024-02-20T00:00:00Z, 2 orders and 278.24 in"
                                + " 365 days",
                        "                          spend           278.24 GBP in 2 orders",
                        "                          looks again     2024-08-18T00:00:00Z");
        assertThat(life.out()).contains("late: decided to 2024-03-31T00:00:00Z already");
        assertThat(Cli.run("explain", "--customer", "ann", "--copy", copy).out())
                .isEqualTo(life.out());
    }

    /** How late the ledger's own time is, which is that of this test. */
    private static String later(Cli life, String event) {
        return life.out()
                .lines()
                .filter(line -> line.contains(event + ","))
                .findFirst()
                .map(line -> line.substring(line.indexOf(event + ",") + event.length()))
                .orElse("");
    }

    @Test
    void what_happened_after_an_instant_is_left_out() {
        Cli life = broker.run("explain", "--customer", "ann", "--at", "2024-01-31");
        assertThat(life.exitCode()).as(life.err()).isEqualTo(ExitCode.OK);
        assertThat(life.out()).contains("reference    NEW  New 新客户").doesNotContain("o2", "DORMANT");

        Cli far = broker.run("explain", "--customer", "ann", "--at", "2999-01-01");
        assertThat(far.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(far.err()).contains("does not reach to 2999");
        Cli early = broker.run("explain", "--customer", "ann", "--at", "2023-01-01");
        assertThat(early.err()).contains("knows nothing of customer 'ann' by then");
    }

    @Test
    void as_json_a_moment_is_a_line_and_a_decision_is_as_on_its_topic() throws IOException {
        Cli life = broker.run("explain", "--customer", "ann", "--json");
        List<JsonNode> lines = lines(life);
        assertThat(lines)
                .extracting(each -> each.path("moment").asText())
                .containsExactly("event", "silence", "event", "silence", "stands");
        JsonNode late = lines.get(2);
        assertThat(late.path("decidedTo").asText()).isEqualTo("2024-03-31T00:00:00Z");
        assertThat(late.path("event").path("total").asText()).isEqualTo("139.12");
        JsonNode corrected = late.path("decisions").get(0);
        assertThat(corrected.path("topic").asText()).isEqualTo(Topics.STAGE_TRANSITIONS);
        assertThat(corrected.path("supersedes").asText()).isEqualTo("ann/reference/2");
        assertThat(corrected.path("title").path("zh").asText()).isEqualTo("赢回客户");
        assertThat(lines.get(4).path("state").path("lookAgainAt").asText()).isEqualTo("2024-08-18T00:00:00Z");
    }

    @Test
    void corrections_say_what_no_longer_holds_and_what_holds_instead() throws IOException {
        Cli all = broker.run("corrections");
        assertThat(all.exitCode()).as(all.err()).isEqualTo(ExitCode.OK);
        assertThat(all.out())
                .contains("ann, told late: e-o2")
                .contains("  not so   2024-03-31T00:00:00Z  reference  NEW → DORMANT  ann/reference/2")
                .contains("  instead  2024-02-20T00:00:00Z  reference  NEW → ACTIVE")
                .contains("1 customers, 5 superseded, 2 added")
                .doesNotContain("bob");
        assertThat(Cli.run("corrections", "--customer", "ann", "--copy", copy).out())
                .isEqualTo(all.out());
        assertThat(broker.run("corrections", "--customer", "bob").out()).contains("0 customers, 0 superseded, 0 added");

        List<JsonNode> lines = lines(broker.run("corrections", "--json"));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).path("because").get(0).asText()).isEqualTo("e-o2");
        assertThat(lines.get(0).path("added").get(0).path("to").asText()).isEqualTo("ACTIVE");
        assertThat(lines.get(1).path("superseded").asInt()).isEqualTo(5);
    }

    @Test
    void who_is_not_in_the_ledger_is_refused() {
        for (String command : List.of("explain", "corrections")) {
            Cli nobody = broker.run(command, "--customer", "nobody");
            assertThat(nobody.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(nobody.err()).contains("knows nothing of customer 'nobody'");
        }
    }

    private static List<JsonNode> lines(Cli said) throws IOException {
        var mapper = new ObjectMapper();
        try (var values = mapper.readerFor(JsonNode.class).<JsonNode>readValues(said.out())) {
            return values.readAll();
        }
    }
}
