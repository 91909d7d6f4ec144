package io.sojourn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.ledger.StoredEntry;
import io.sojourn.replay.BrokerLedger;
import io.sojourn.replay.Ledger;
import io.sojourn.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
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
    void a_flipped_byte_is_found() throws IOException {
        byte[] bytes = Files.readAllBytes(file());
        bytes[bytes.length - 40] ^= 1;
        Files.write(file(), bytes);
        Cli said = check();
        assertThat(said.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(said.out()).contains(file() + " is not the file that was written");
    }

    @Test
    void a_dropped_entry_is_named() throws IOException {
        long dropped = rewrite(entries -> {
                    entries.remove(3);
                    return entries;
                })
                .get(3)
                .getOffset();
        assertThat(check().out())
                .contains("which is missing", "stood below one at " + dropped)
                .contains("is not the file that was written", "entries, and the index says");
    }

    @Test
    void a_doubled_entry_is_named() throws IOException {
        long doubled = rewrite(entries -> {
                    entries.add(4, entries.get(3));
                    return entries;
                })
                .get(3)
                .getOffset();
        assertThat(check().out()).contains("the entry at " + doubled + " stands below one at " + doubled);
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

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(copy.resolve("partition-0000"))) {
            return files.filter(each -> each.toString().endsWith(".avro"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private long entries() throws IOException {
        long all = 0;
        try (Stream<Path> files = Files.walk(copy)) {
            for (Path each :
                    files.filter(one -> one.toString().endsWith(".avro")).toList()) {
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

    /** Writes the first file anew, with other entries; answers those it had. */
    private List<StoredEntry> rewrite(UnaryOperator<List<StoredEntry>> change) throws IOException {
        List<StoredEntry> before = read(file());
        List<StoredEntry> after = change.apply(new ArrayList<>(before));
        try (var writer = new DataFileWriter<>(new SpecificDatumWriter<>(StoredEntry.class))
                .setCodec(CodecFactory.zstandardCodec(3, true))
                .create(StoredEntry.getClassSchema(), file().toFile())) {
            for (StoredEntry each : after) {
                writer.append(each);
            }
        }
        return before;
    }
}
