package io.sojourn.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sojourn.Settings;
import io.sojourn.clock.LedgerPartitioner;
import io.sojourn.decisions.Rejected;
import io.sojourn.events.OrderCompleted;
import io.sojourn.ledger.Tick;
import io.sojourn.ledger.Watermark;
import io.sojourn.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker; each test under its own ids and, where it looks at a whole topic, on a cluster of its own. */
class ImporterTest {
    private static final String MAPPING = """
            source: shop
            rows: orders
            order: {column: id}
            time: {column: at, patterns: [iso, yyyy-MM-dd]}
            customer: {column: who}
            amount: {column: total}
            currency: {constant: EUR}
            """;
    private static final String ROWS = """
            id,at,who,total
            1,2024-01-01T12:00:00Z,ann,10

            2,2024-01-03,bob,20
            3,2024-01-03T00:00:00.001Z,ann,30
            4,2024-01-02,,40
            5,never,"line
            end",50
            6,2024-01-05,cid,60
            """;

    @TempDir
    static Path shared;

    private static HistoryCluster cluster;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        cluster = new HistoryCluster(shared, 2);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void events_ticks_guests_refusals_and_the_hold_are_where_they_belong() throws Exception {
        try (HistoryCluster own = new HistoryCluster(folder.resolve("own"), 2)) {
            ImportOutcome outcome = new Importer(own.settings(), plan("shop", ROWS, null), Progress.UNSEEN).run();

            for (int partition = 0; partition < 2; partition++) {
                assertThat(sequence(own, partition))
                        .containsSubsequence(ticksOf("2024-01-02", "2024-01-03", "2024-01-04"));
                assertThat(sequence(own, partition)).endsWith("tick 2024-01-05T00:00:00Z");
            }
            assertThat(sequence(own, partitionOf("ann")))
                    .containsSubsequence(
                            "event shop:order:1",
                            "tick 2024-01-02T00:00:00Z",
                            "tick 2024-01-03T00:00:00Z",
                            "event shop:order:3");
            assertThat(sequence(own, partitionOf("bob")))
                    .containsSubsequence(
                            "tick 2024-01-02T00:00:00Z", "event shop:order:2", "tick 2024-01-03T00:00:00Z");
            assertThat(own.read(Topics.GUESTS))
                    .extracting(entry -> ((OrderCompleted) entry.value()).getOrderId())
                    .containsExactly("4");
            assertThat(own.read(Topics.REJECTED))
                    .extracting(entry -> (Rejected) entry.value())
                    .extracting(
                            Rejected::getReason,
                            Rejected::getTopic,
                            Rejected::getOffset,
                            r -> UTF_8.decode(r.getOriginalValue()).toString())
                    .containsExactly(tuple("INVALID_TIME", "shop.csv", 7L, "5,never,\"line\nend\",50"));
            assertThat(own.read(Topics.WATERMARKS))
                    .extracting(entry -> ((Watermark) entry.value()).getAt())
                    .containsExactly(Instant.parse("2024-01-01T12:00:00Z"), null);
            assertThat(outcome.events()).isEqualTo(4);
            assertThat(outcome.closedAt()).isEqualTo(Instant.parse("2024-01-05T00:00:00Z"));
        }
    }

    @Test
    void an_event_carries_its_own_time_and_the_mark_of_the_past() throws Exception {
        run("times", "id,at,who,total\n1,2024-01-01T12:00:00Z,times,10\n");

        assertThat(ledger("times"))
                .extracting(
                        entry -> entry.record().timestamp(),
                        entry -> new String(
                                entry.record()
                                        .headers()
                                        .lastHeader("sojourn-mode")
                                        .value(),
                                UTF_8))
                .containsExactly(tuple(Instant.parse("2024-01-01T12:00:00Z").toEpochMilli(), "BACKFILL"));
    }

    @Test
    void importing_twice_writes_nothing() throws Exception {
        ImportPlan plan = plan("twice", "id,at,who,total\n1,2024-01-01,twice,10\n", null);
        new Importer(cluster.settings(), plan, Progress.UNSEEN).run();
        int before = cluster.read(Topics.LEDGER).size()
                + cluster.read(Topics.WATERMARKS).size();

        ImportOutcome second = new Importer(cluster.settings(), plan, Progress.UNSEEN).run();

        assertThat(second.kind()).isEqualTo(ImportOutcome.Kind.NOTHING_TO_DO);
        assertThat(cluster.read(Topics.LEDGER).size()
                        + cluster.read(Topics.WATERMARKS).size())
                .isEqualTo(before);
    }

    @Test
    void another_file_under_the_same_id_is_refused_until_told_to_restart() throws Exception {
        run("other", "id,at,who,total\n1,2024-01-01,other,10\n");

        assertThatThrownBy(() -> run("other", "id,at,who,total\n1,2024-01-01,other,10\n2,2024-01-01,other,10\n"))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("was done with something else");

        ImportPlan plan = plan("other", "id,at,who,total\n2,2024-01-01,other,10\n", null);
        ImportPlan again = new ImportPlan(plan.id(), plan.file(), plan.mapping(), null, plan.tickEvery(), false, true);
        assertThat(new Importer(cluster.settings(), again, Progress.UNSEEN)
                        .run()
                        .events())
                .isEqualTo(1);
    }

    @Test
    void orders_in_a_currency_that_is_not_accepted_are_refused_before_anything_is_written() throws Exception {
        ImportPlan plan = plan("foreign", "id,at,who,total\n1,2024-01-01,foreign,10\n", null);

        assertThatThrownBy(() ->
                        new Importer(cluster.settings().with("money.currency", "GBP"), plan, Progress.UNSEEN).run())
                .isInstanceOf(ImportRefusedException.class)
                .hasMessage("the orders are in EUR and only GBP is accepted here");
        assertThat(holds("foreign")).isEmpty();
    }

    @Test
    void the_clock_stays_held_when_told_so_and_is_let_go_later() throws Exception {
        ImportPlan plan = plan("held", "id,at,who,total\n1,2024-01-01,held,10\n", null);
        ImportPlan holding =
                new ImportPlan(plan.id(), plan.file(), plan.mapping(), null, plan.tickEvery(), true, false);

        new Importer(cluster.settings(), holding, Progress.UNSEEN).run();
        assertThat(holds("held")).containsExactly(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(new Importer(cluster.settings(), holding, Progress.UNSEEN)
                        .run()
                        .kind())
                .isEqualTo(ImportOutcome.Kind.NOTHING_TO_DO);

        assertThat(new Importer(cluster.settings(), plan, Progress.UNSEEN).run().kind())
                .isEqualTo(ImportOutcome.Kind.RELEASED);
        assertThat(holds("held")).containsExactly(Instant.parse("2024-01-01T00:00:00Z"), null);
    }

    @Test
    void an_import_that_dies_on_the_way_goes_on_where_its_last_transaction_ended() throws Exception {
        StringBuilder rows = new StringBuilder("id,at,who,total\nx,never,nobody,1\n");
        for (int i = 0; i < 12_345; i++) {
            rows.append(i)
                    .append(',')
                    .append(Instant.EPOCH.plus(Duration.ofHours((long) i)))
                    .append(",dying,1\n");
        }
        ImportPlan plan = plan("dying", rows.toString(), null);

        assertThatThrownBy(() -> new Importer(cluster.settings(), plan, new Fuse(5_001)).run())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Importer(cluster.settings(), plan, new Fuse(10_001)).run())
                .isInstanceOf(IllegalStateException.class);
        ImportOutcome rest = new Importer(cluster.settings(), plan, Progress.UNSEEN).run();

        assertThat(rest.resumedAt()).isGreaterThanOrEqualTo(10_000);
        assertThat(ledger("dying"))
                .extracting(entry -> ((OrderCompleted) entry.value()).getOrderId())
                .hasSize(12_345)
                .doesNotHaveDuplicates();
        assertThat(sequence(cluster, partitionOf("dying")))
                .filteredOn(entry -> entry.startsWith("tick 1970") || entry.startsWith("tick 1971"))
                .doesNotHaveDuplicates()
                .hasSize(515 + 1); // midnights from the first on, and the closing one
        assertThat(cluster.read(Topics.REJECTED))
                .filteredOn(entry -> ((Rejected) entry.value()).getTopic().equals("dying.csv"))
                .hasSize(1);
    }

    @Test
    void a_later_import_of_the_same_id_ends_the_earlier() throws Exception {
        StringBuilder rows = new StringBuilder("id,at,who,total\n");
        for (int i = 0; i < 12_345; i++) {
            rows.append(i).append(",2024-01-01,rival,1\n");
        }
        ImportPlan plan = plan("rivals", rows.toString(), null);
        Importer second = new Importer(cluster.settings(), plan, Progress.UNSEEN);
        List<ImportOutcome> outcomes = new ArrayList<>();

        assertThatThrownBy(() -> new Importer(
                                cluster.settings(), plan, new Interlude(5_000, () -> outcomes.add(second.run())))
                        .run())
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("another import with the same id has taken over");

        assertThat(outcomes).extracting(ImportOutcome::resumedAt).containsExactly(5_000L);
        assertThat(ledger("rival")).hasSize(12_345);
    }

    private static String[] ticksOf(String... days) {
        return Arrays.stream(days).map(day -> "tick " + day + "T00:00:00Z").toArray(String[]::new);
    }

    private ImportOutcome run(String id, String rows) throws IOException {
        return new Importer(cluster.settings(), plan(id, rows, null), Progress.UNSEEN).run();
    }

    @Test
    void an_application_that_has_run_and_stands_still_is_to_be_started_first() throws Exception {
        ImportPlan plan = plan("stopped", "id,at,who,total\n1,2024-01-01,stopped,10\n", null);
        Settings ofStopped = cluster.settings().with("application.id", "stopped-app");
        try (Admin admin = Admin.create(Map.copyOf(ofStopped.kafka()))) {
            admin.alterConsumerGroupOffsets(
                            "stopped-app", Map.of(new TopicPartition(Topics.WATERMARKS, 0), new OffsetAndMetadata(0)))
                    .all()
                    .get();
        }
        int before = cluster.read(Topics.WATERMARKS).size();

        assertThatThrownBy(() -> new Importer(ofStopped, plan, Progress.UNSEEN).run())
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("stopped-app");
        assertThat(cluster.read(Topics.WATERMARKS)).hasSize(before);
        assertThat(ledger("stopped")).isEmpty();
    }

    private ImportPlan plan(String id, String rows, @Nullable Instant until) throws IOException {
        Path file = Files.writeString(folder.resolve(id + ".csv"), rows);
        MappingFile mapping =
                MappingFile.load(Files.writeString(folder.resolve(id + ".yaml"), MAPPING.replace("shop", id)));
        return ImportPlan.of(file, mapping, until);
    }

    private static int partitionOf(String customer) {
        return LedgerPartitioner.partitionOf(customer.getBytes(UTF_8), 2);
    }

    private static List<HistoryCluster.Entry> ledger(String customer) {
        return cluster.read(Topics.LEDGER).stream()
                .filter(entry -> entry.record().key() != null
                        && new String(entry.record().key(), UTF_8).equals(customer))
                .toList();
    }

    private static List<@Nullable Instant> holds(String id) {
        List<@Nullable Instant> holds = new ArrayList<>();
        cluster.read(Topics.WATERMARKS).stream()
                .map(entry -> (Watermark) entry.value())
                .filter(watermark -> watermark.getSource().startsWith("import:" + id))
                .forEach(watermark -> holds.add(watermark.getAt()));
        return holds;
    }

    private static List<String> sequence(HistoryCluster cluster, int partition) {
        return cluster.read(Topics.LEDGER).stream()
                .filter(entry -> entry.record().partition() == partition)
                .map(entry -> entry.value() instanceof Tick tick
                        ? "tick " + tick.getAt()
                        : "event " + ((OrderCompleted) entry.value()).getEventId())
                .toList();
    }

    /** Does something when so many entries are written. */
    private static class Interlude implements Progress {
        private final long at;
        private final Callable<?> what;
        private boolean done;
        private boolean importing;

        Interlude(long at, Callable<?> what) {
            this.at = at;
            this.what = what;
        }

        @Override
        public void begin(String what, String unit, long from, long total) {
            importing = unit.equals("entries");
        }

        @Override
        public void to(long now) {
            if (importing && !done && now >= at) {
                done = true;
                try {
                    what.call();
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            }
        }

        @Override
        public void end() {}
    }

    /** Burns through when so many entries are written. */
    private static final class Fuse extends Interlude {
        Fuse(long at) {
            super(at, () -> {
                throw new IllegalStateException("burnt");
            });
        }
    }
}
