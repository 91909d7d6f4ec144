package io.sojourn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.ledger.StoredEntry;
import io.sojourn.replay.BrokerLedger;
import io.sojourn.replay.Ledger;
import io.sojourn.replay.LedgerCopy;
import io.sojourn.replay.Pull;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ledger pull}, {@code check} and {@code stats}. */
class LedgerCommandTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int CUSTOMERS = 20;
    private static final int FLIPS_A_FILE = 20;

    @TempDir
    static Path brokerDir;

    private static BrokerOfTests broker;

    @TempDir
    Path dir;

    private Path copy;

    @BeforeAll
    static void start() throws Exception {
        broker = new BrokerOfTests(brokerDir);
        broker.create(Topics.LEDGER);
        order(0);
    }

    private static void order(int round) {
        for (int i = 0; i < CUSTOMERS; i++) {
            String customer = "c" + i;
            broker.write(
                    Topics.LEDGER,
                    customer,
                    BrokerOfTests.order(
                            customer, customer + "-" + round, "10", "USD", BEGIN.plus(Duration.ofDays(round))));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void pull() {
        copy = dir.resolve("copy");
        Cli pulled = broker.run("ledger", "pull", copy.toString());
        assertThat(pulled.exitCode()).as(pulled.err()).isEqualTo(ExitCode.OK);
    }

    @Test
    void a_copy_is_whole_and_grows_by_what_is_new() throws Exception {
        long before = entries();
        assertThat(check().out()).contains("is whole: " + before + " entries in 2 partitions");
        assertThat(broker.run("ledger", "pull", copy.toString()).out()).contains("0 entries pulled");
        order((int) before);
        assertThat(broker.run("ledger", "pull", copy.toString()).out()).contains(CUSTOMERS + " entries pulled");
        Cli whole = check();
        assertThat(whole.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(whole.out()).contains("is whole: " + (before + CUSTOMERS) + " entries");
        Cli stats = Cli.run("ledger", "stats", copy.toString());
        assertThat(stats.exitCode()).as(stats.err()).isEqualTo(ExitCode.OK);
        assertThat(stats.out()).containsPattern("OrderCompleted +" + (before + CUSTOMERS));
    }

    @Test
    void what_is_not_over_when_the_reading_begins_is_waited_for() {
        byte[] order = broker.wire.encode(Topics.LEDGER, BrokerOfTests.order("late", "late-0", "10", "USD", BEGIN));
        List<String> customers = new ArrayList<>();
        try (var producer = broker.transaction("late")) {
            var unused = producer.send(new ProducerRecord<>(Topics.LEDGER, "late".getBytes(UTF_8), order));
            producer.flush();
            Ledger ledger = new BrokerLedger(Map.of("bootstrap.servers", broker.bootstrapServers()));
            producer.commitTransaction();
            for (int partition = 0; partition < ledger.partitions(); partition++) {
                ledger.read(partition, entry -> customers.add(new String(Objects.requireNonNull(entry.key()), UTF_8)));
            }
        }
        assertThat(customers).contains("late");
    }

    @Test
    void what_a_broken_off_pull_left_is_no_part_of_it() throws IOException {
        Files.writeString(file().resolveSibling("00000000000000000099.avro.part"), "half");
        assertThat(check().exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void a_first_pull_that_was_broken_off_between_two_partitions_goes_on() throws IOException {
        try (Stream<Path> files = Files.list(copy.resolve("partition-0001"))) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(copy.resolve("partition-0001"));
        Cli missing = check();
        assertThat(missing.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(missing.out()).contains("nothing of partition 1 is here");
        assertThat(broker.run("ledger", "pull", copy.toString()).exitCode()).isEqualTo(ExitCode.OK);
        assertThat(check().exitCode()).isEqualTo(ExitCode.OK);
    }

    /** Nothing that another test made known to Avro is known there. */
    @Test
    void a_process_that_knows_nothing_yet_checks_it_and_says_what_is_in_it() throws Exception {
        for (String asked : List.of("check", "stats")) {
            Path said = dir.resolve(asked + ".log");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "ledger",
                            asked,
                            copy.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(said)).isEqualTo(ExitCode.OK);
            assertThat(Files.readString(said)).contains("entries");
        }
    }

    @Test
    void a_pull_that_breaks_off_is_told_until_another_comes_to_its_end() {
        Path begun = dir.resolve("begun");
        try (WireFormat knowsNoSchema = new WireFormat(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()))) {
            BrokerLedger ledger = new BrokerLedger(Map.of("bootstrap.servers", broker.bootstrapServers()));
            Pull pull = new Pull(ledger, LedgerCopy.in(begun), knowsNoSchema);
            assertThatThrownBy(pull::run).isInstanceOf(RuntimeException.class);
        }
        Cli unfinished = Cli.run("ledger", "check", begun.toString());
        assertThat(unfinished.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(unfinished.out())
                .contains(begun.resolve("ledger.json") + " says that the last pull did not come to its end");
        assertThat(broker.run("ledger", "pull", begun.toString()).exitCode()).isEqualTo(ExitCode.OK);
        assertThat(Cli.run("ledger", "check", begun.toString()).exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void a_later_pull_that_was_broken_off_below_a_new_line_of_an_index_goes_on() throws IOException {
        String before = Files.readString(head());
        order(1_000);
        assertThat(broker.run("ledger", "pull", copy.toString()).exitCode()).isEqualTo(ExitCode.OK);
        Files.writeString(head(), before);
        Cli unfinished = check();
        assertThat(unfinished.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(unfinished.out()).contains(index() + " has more than " + head() + " says");
        assertThat(broker.run("ledger", "pull", copy.toString()).out()).contains("0 entries pulled");
        assertThat(check().exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void a_copy_of_an_older_build_is_told_and_completed_by_a_pull() throws IOException {
        Files.writeString(head(), "{\"partitions\":2}\n");
        Cli older = check();
        assertThat(older.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(older.out()).contains(head() + " is of an older build", "`sojourn ledger pull " + copy + "`");
        assertThat(broker.run("ledger", "pull", copy.toString()).out()).contains("0 entries pulled");
        assertThat(check().exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void a_flipped_byte_is_found_wherever_it_is_and_its_file_named() throws IOException {
        order(2_000);
        assertThat(broker.run("ledger", "pull", copy.toString()).exitCode()).isEqualTo(ExitCode.OK);
        Random random = new Random(7);
        for (Path each : files()) {
            byte[] whole = Files.readAllBytes(each);
            for (int round = 0; round < FLIPS_A_FILE; round++) {
                byte[] flipped = whole.clone();
                // The end of the last line is no part of what is read of it.
                int at = round == 0 ? whole.length - 1 : random.nextInt(whole.length);
                flipped[at] ^= (byte) (1 + random.nextInt(255));
                Files.write(each, flipped);
                Cli said = check();
                assertThat(said.exitCode())
                        .as("%s, byte %d is %d", each, at, flipped[at])
                        .isIn(ExitCode.FAILED, ExitCode.REFUSED);
                assertThat(said.out() + said.err())
                        .as("byte %d is %d", at, flipped[at])
                        .contains(each.toString());
            }
            Files.write(each, whole);
        }
        assertThat(check().exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void a_file_that_was_changed_is_not_pulled_on() throws IOException {
        for (Path each : List.of(index(), copy.resolve("schemas.jsonl"), head())) {
            byte[] whole = Files.readAllBytes(each);
            byte[] flipped = whole.clone();
            flipped[whole.length - 5] ^= 1;
            Files.write(each, flipped);
            Cli refused = broker.run("ledger", "pull", copy.toString());
            assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.err()).contains(each.toString());
            assertThat(Files.readAllBytes(each)).isEqualTo(flipped);
            Files.write(each, whole);
        }
        Files.delete(head());
        Cli refused = broker.run("ledger", "pull", copy.toString());
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains(head() + " is not");
    }

    @Test
    void a_removed_tail_is_found() throws IOException {
        order(3_000);
        assertThat(broker.run("ledger", "pull", copy.toString()).exitCode()).isEqualTo(ExitCode.OK);
        List<String> lines = Files.readAllLines(index());
        assertThat(lines).hasSize(2);
        JsonNode kept = new ObjectMapper().readTree(lines.get(0));
        JsonNode removed = new ObjectMapper().readTree(lines.get(1));
        Path file = index().resolveSibling(removed.path("file").asText());
        Files.writeString(index(), lines.get(0) + "\n");
        assertThat(check().out()).contains(file + " is named in no index");
        Files.delete(file);
        Cli said = check();
        assertThat(said.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(said.out())
                .contains("" + index(), "the entries from " + kept.path("next").asLong() + " on are missing");
    }

    @Test
    void a_partition_that_ledger_json_no_longer_says_is_found() throws IOException {
        String whole = Files.readString(head());
        String fewer = whole.replace("\"partitions\":2", "\"partitions\":1");
        Files.writeString(head(), fewer);
        Cli refused = check();
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains(head() + " cannot be read: it is not as it was written");
        Files.writeString(head(), fewer.replaceFirst("\"partition-0001[^}]*},", ""));
        Cli beyond = check();
        assertThat(beyond.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(beyond.out()).containsPattern(copy.resolve("partition-0001") + "/[0-9]*.avro is named in no index");
    }

    @Test
    void a_file_beside_those_of_the_copy_is_found() throws IOException {
        Path beside = file().resolveSibling("00000000000000000099.avro");
        Files.copy(file(), beside);
        Cli said = check();
        assertThat(said.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(said.out()).contains(beside + " is named in no index");
    }

    @Test
    void missing_schemas_are_told_once() throws IOException {
        Files.delete(copy.resolve("schemas.jsonl"));
        String said = check().out();
        assertThat(said).containsOnlyOnce("the schema of the entry at ").contains("schemas are missing");
    }

    @Test
    void a_dropped_entry_is_named() throws IOException {
        List<StoredEntry> all = read(file());
        int last = all.size() - 1;
        for (int each : List.of(0, 3, last)) {
            List<StoredEntry> others = new ArrayList<>(all);
            long dropped = others.remove(each).getOffset();
            write(others);
            assertThat(check().out())
                    .contains((each == last ? "the index says with " : "stood below one at ") + dropped
                            + ", which is missing")
                    .contains(file() + " is not the file that was written", "entries, and the index says");
        }
    }

    @Test
    void a_doubled_entry_is_named() throws IOException {
        List<StoredEntry> entries = read(file());
        long doubled = entries.get(3).getOffset();
        entries.add(4, entries.get(3));
        write(entries);
        assertThat(check().out()).contains(file() + ": the entry at " + doubled + " stands below one at " + doubled);
    }

    @Test
    void a_folder_without_a_copy_is_refused() {
        Cli said = Cli.run("ledger", "check", dir.resolve("none").toString());
        assertThat(said.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(said.err()).contains("holds no copy of a ledger");
    }

    private Cli check() {
        return Cli.run("ledger", "check", copy.toString());
    }

    private Path head() {
        return copy.resolve("ledger.json");
    }

    private Path index() {
        return copy.resolve("partition-0000").resolve("segments.jsonl");
    }

    /** All of the copy. */
    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(copy)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(copy.resolve("partition-0000"))) {
            return files.filter(each -> each.toString().endsWith(".avro"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private long entries() throws IOException {
        long all = 0;
        for (Path each : files()) {
            if (each.toString().endsWith(".avro")) {
                all += read(each).size();
            }
        }
        return all;
    }

    private static List<StoredEntry> read(Path file) throws IOException {
        List<StoredEntry> all = new ArrayList<>();
        try (var entries = new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(StoredEntry.class))) {
            entries.forEach(all::add);
        }
        return all;
    }

    /** Writes the first file anew, with other entries. */
    private void write(List<StoredEntry> entries) throws IOException {
        try (var writer = new DataFileWriter<>(new SpecificDatumWriter<>(StoredEntry.class))
                .setCodec(CodecFactory.zstandardCodec(3, true))
                .create(StoredEntry.getClassSchema(), file().toFile())) {
            for (StoredEntry each : entries) {
                writer.append(each);
            }
        }
    }
}
