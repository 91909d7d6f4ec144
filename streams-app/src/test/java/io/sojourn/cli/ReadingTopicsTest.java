package io.sojourn.cli;

import static io.sojourn.cli.BrokerOfTests.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import io.sojourn.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tail} and {@code dump} against a real broker. */
class ReadingTopicsTest {

    @TempDir
    static Path dir;

    static BrokerOfTests broker;

    @BeforeAll
    static void fill() throws Exception {
        broker = new BrokerOfTests(dir);
        broker.create(Topics.ORDERS);
        broker.create(Topics.VISITS);
        broker.create(Topics.SUPPORT);
        broker.write(Topics.ORDERS, "anna", order("anna", "o-1", "12.5"));
        broker.write(Topics.ORDERS, "ben", order("ben", "o-2", "0.125"));
        broker.writeAndAbort(Topics.ORDERS, "anna", order("anna", "o-aborted", "1"));
        broker.write(Topics.ORDERS, "anna", new byte[] {1, 2, 3});
        broker.write(Topics.ORDERS, "anna", new byte[] {0, 0, 0, 99, 99, 1});
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void dump_prints_committed_records_decoded_and_ends() throws Exception {
        var dump = broker.run("dump", "orders");
        assertThat(dump.exitCode()).as(dump.err()).isEqualTo(ExitCode.OK);
        var records = lines(dump);
        assertThat(records).hasSize(4);
        var anna = records.stream()
                .filter(r -> r.at("/value/orderId").asText().equals("o-1"))
                .findFirst()
                .orElseThrow();
        assertThat(anna.get("key").asText()).isEqualTo("anna");
        assertThat(anna.get("type").asText()).isEqualTo("OrderCompleted");
        assertThat(anna.at("/value/occurredAt").asText()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(dump.out()).contains("\"total\":12.50,").contains("\"total\":0.125,");
        assertThat(dump.out()).doesNotContain("o-aborted");
    }

    @Test
    void bytes_that_cannot_be_decoded_are_shown_with_the_reason() throws Exception {
        var undecodable = lines(broker.run("dump", "orders", "--key", "anna")).stream()
                .map(r -> r.get("undecodable"))
                .filter(Objects::nonNull)
                .toList();
        assertThat(undecodable).extracting(u -> u.get("reason").asText()).containsExactly("NOT_AVRO", "UNKNOWN_SCHEMA");
        assertThat(undecodable.get(0).get("base64").asText()).isEqualTo("AQID");
        assertThat(undecodable.get(0).get("hint").asText()).isNotBlank();
    }

    @Test
    void csv_has_the_fields_of_all_types_as_columns() {
        var dump = broker.run("dump", "orders", "--format", "csv", "--key", "ben");
        try (var rows = CsvReader.builder().ofNamedCsvRecord(dump.out())) {
            var all = rows.stream().toList();
            assertThat(all).singleElement().satisfies(row -> {
                assertThat(row.getField("order_id")).isEqualTo("o-2");
                assertThat(row.getField("customer_id")).isEqualTo("ben");
                assertThat(row.getField("total")).isEqualTo("0.125");
                assertThat(row.getField("occurred_at")).isEqualTo("2026-01-31T12:00:00Z");
                assertThat(row.getField("lines")).isEqualTo("[]");
                assertThat(row.getField("amount")).isEmpty();
                assertThat(row.getField("undecodable_reason")).isEmpty();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void limit_and_starting_point_narrow_it() throws Exception {
        assertThat(lines(broker.run("dump", "orders", "--limit", "2"))).hasSize(2);
        assertThat(lines(broker.run("dump", "orders", "--from", "2999-01-01"))).isEmpty();
        assertThat(lines(broker.run("dump", "orders", "--from", "2020-01-01T00:00:00Z")))
                .hasSize(4);
        assertThat(lines(broker.run("dump", "visits"))).isEmpty();
        assertThat(broker.run("dump", "orders", "--from", "yesterday").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(broker.run("dump", "orders", "--limit", "0").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void tail_shows_what_comes_after_it_began() throws Exception {
        var tail = CompletableFuture.supplyAsync(() -> broker.run("tail", "support", "--limit", "2"));
        // Writes until the tail, which begins at the end, has seen two.
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    broker.write(Topics.SUPPORT, "k", new byte[] {7});
                    return tail.isDone();
                });
        assertThat(tail.get().exitCode()).isEqualTo(ExitCode.OK);
        assertThat(lines(tail.get())).hasSize(2);
    }

    @Test
    void a_topic_that_is_not_there_is_refused_with_those_that_are() {
        var missing = broker.run("dump", "ordres");
        assertThat(missing.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(missing.err())
                .contains("no topic `ordres`", "orders", "topics create")
                .doesNotContain("\tat ");
    }

    @Test
    void a_registry_that_does_not_answer_is_told_as_such() {
        var unreachable = Cli.run(
                "dump",
                "orders",
                "--set=kafka.bootstrap.servers=" + broker.bootstrapServers(),
                "--set=schema.registry.url=http://me:canary@127.0.0.1:1");
        assertThat(unreachable.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(unreachable.err())
                .contains("127.0.0.1:1")
                .doesNotContain("canary")
                .doesNotContain("\tat ");
    }

    @Test
    void a_broker_that_does_not_answer_is_told_as_such() {
        var nobody = Cli.run("dump", "orders", "--set", "kafka.bootstrap.servers=no.such.host.invalid:9092");
        assertThat(nobody.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(nobody.err()).contains("No broker answers at no.such.host.invalid:9092");
    }

    private static List<JsonNode> lines(Cli cli) throws Exception {
        var mapper = new ObjectMapper();
        var nodes = new ArrayList<JsonNode>();
        for (var line : cli.out().lines().toList()) {
            nodes.add(mapper.readTree(line));
        }
        return nodes;
    }
}
