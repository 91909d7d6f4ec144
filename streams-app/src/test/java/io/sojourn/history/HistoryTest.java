package io.sojourn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sojourn.intake.IntakeChecks;
import io.sojourn.intake.IntakeLimits;
import io.sojourn.intake.Verdict;
import io.sojourn.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final String ORDERS = """
            source: shop
            rows: orders
            order: {column: id}
            time: {column: at, patterns: ["yyyy-MM-dd HH:mm", yyyy-MM-dd], zone: Europe/Berlin}
            customer: {column: who, guest: ["", "-"]}
            amount: {column: total}
            currency: {constant: EUR}
            skip: [{id: tests, when: {column: who, starts: test}}]
            kinds:
              - {id: return, when: {column: id, starts: R}, as: refund, negate: true, of: of}
              - {id: off, when: {column: id, starts: X}, as: cancellation, of: of}
              - {id: fee, when: {column: id, matches: "F\\\\d+"}, as: nothing}
              - {id: order, when: {column: id, matches: "\\\\d+"}, as: order, drop: total < 0}
            """;
    private static final String PLAIN = """
            source: shop
            rows: orders
            order: {column: id}
            time: {column: at}
            customer: {column: who}
            amount: {column: total}
            currency: {constant: EUR}
            """;
    private static final String LINES =
            ORDERS.replace("rows: orders", "rows: lines").replace("{column: total}", "{quantity: n, price: price}");

    private static final IntakeChecks CHECKS = new IntakeChecks(new IntakeLimits("EUR", Duration.ofMinutes(5), 1_000));
    private static final Instant UNTIL = Instant.parse("2024-07-31T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void events_come_in_time_order_and_equal_times_by_id_as_text() throws IOException {
        assertThat(read(ORDERS, """
                                id,at,who,total,of
                                10,2024-01-02,ann,1,
                                9,2024-01-02,ann,2,
                                8,2024-01-01 23:59,bob,3,
                                """).events)
                .extracting(PastEvent::eventId)
                .containsExactly("shop:order:8", "shop:order:10", "shop:order:9");
    }

    @Test
    void times_without_zone_are_the_shops_and_a_date_is_its_first_instant() throws IOException {
        assertThat(read(ORDERS, "id,at,who,total,of\n1,2024-07-01,ann,1,\n2,2024-07-01 08:30,ann,1,\n").events)
                .extracting(PastEvent::at)
                .containsExactly(Instant.parse("2024-06-30T22:00:00Z"), Instant.parse("2024-07-01T06:30:00Z"));
    }

    @Test
    void refunds_turn_their_sign_and_name_an_order_only_where_the_file_does() throws IOException {
        assertThat(read(ORDERS, """
                                id,at,who,total,of
                                R1,2024-01-02,ann,-4.125,7
                                R2,2024-01-02,ann,3,
                                X7,2024-01-02,ann,0,7
                                """).events)
                .extracting(
                        e -> e.toAvro().getClass().getSimpleName(),
                        PastEvent::orderId,
                        e -> e.amount().toPlainString())
                .containsExactly(
                        tuple("OrderCancelled", "7", "0.0000"),
                        tuple("OrderRefunded", "7", "4.1250"),
                        tuple("OrderRefunded", null, "-3.0000"));
    }

    @Test
    void rows_of_one_order_are_its_sum_at_the_earliest_time_wherever_they_stand() throws IOException {
        Read read = read(LINES, """
                id,at,who,n,price,of
                1,2024-01-02 10:01,ann,3,0.001,
                2,2024-01-02 10:00,bob,1,5,
                1,2024-01-02 10:00,ann,1,2.50,
                1,2024-01-02 10:00,ann,1,2.50,
                1,2024-01-02 10:01,ann,-1,1,
                """);

        assertThat(read.events)
                .extracting(
                        PastEvent::orderId,
                        e -> e.at().toString(),
                        e -> e.amount().toPlainString())
                .containsExactly(
                        tuple("1", "2024-01-02T09:00:00Z", "4.0030"), tuple("2", "2024-01-02T09:00:00Z", "5.0000"));
        assertThat(read.fates()).containsExactly("IMPORTED order rows 5 orders 2");
    }

    @Test
    void every_row_meets_one_fate_and_they_add_up() throws IOException {
        Read read = read(ORDERS, """
                id,at,who,total,of
                1,2024-01-02,ann,1,
                2,2024-01-02,-,1,
                3,2024-01-02,tester,1,
                4,2024-01-02,ann,-1,
                1,2024-01-02,ann,1.00,
                F1,2024-01-02,ann,1,
                6,2024-08-02,ann,1,
                7,2024-01-02,ann,one,
                8,2024-02-31,ann,1,
                ,2024-01-02,ann,1,
                Q,2024-01-02,ann,1,
                9,2024-01-02,ann
                1,2024-01-02,ann,9.00,
                10,2024-01-02,ann,0.00001,
                11,2024-01-02,-,-1,
                12,1824-01-02,ann,1,
                """);

        assertThat(read.fates())
                .containsExactly(
                        "IMPORTED order rows 1 orders 1",
                        "GUEST order rows 1 orders 1",
                        "SKIPPED fee rows 1 orders 1",
                        "SKIPPED tests rows 1 orders 0",
                        "DROPPED order: total < 0 rows 1 orders 1",
                        "REPEATED order rows 1 orders 0",
                        "LATER order rows 1 orders 1",
                        "REFUSED CONFLICTING_ORDER rows 1 orders 0",
                        "REFUSED INVALID_AMOUNT rows 2 orders 2",
                        "REFUSED INVALID_NUMBER rows 1 orders 1",
                        "REFUSED INVALID_TIME rows 1 orders 1",
                        "REFUSED MISSING_COLUMN rows 1 orders 0",
                        "REFUSED MISSING_ID rows 1 orders 0",
                        "REFUSED TIME_OUT_OF_RANGE rows 1 orders 1",
                        "REFUSED UNKNOWN_KIND rows 1 orders 0");
        assertThat(read.addsUp).isTrue();
        assertThat(read.refused)
                .extracting(
                        RefusedRow::line,
                        row -> row.refusal().field(),
                        row -> row.refusal().value())
                .contains(tuple(9L, "total", "one"), tuple(10L, "at", "2024-02-31"));
    }

    @Test
    void an_order_with_an_unreadable_row_stays_out_whole() throws IOException {
        Read read = read(LINES, """
                id,at,who,n,price,of
                1,2024-01-02,ann,1,5,
                1,2024-01-02,ann,?,5,
                2,2024-01-02,ann,1,5,
                3,2024-01-02,ann,1,5,
                3,2024-01-02,bob,1,5,
                """);

        assertThat(read.events).extracting(PastEvent::orderId).containsExactly("2");
        assertThat(read.refused)
                .extracting(RefusedRow::line, row -> row.refusal().reason())
                .containsExactly(
                        tuple(2L, "INCOMPLETE_ORDER"),
                        tuple(3L, "INVALID_NUMBER"),
                        tuple(5L, "INCONSISTENT_ORDER"),
                        tuple(6L, "INCONSISTENT_ORDER"));
    }

    @Test
    void what_does_not_fit_in_memory_is_sorted_all_the_same() throws IOException {
        StringBuilder rows = new StringBuilder("id,at,who,n,price,of\n");
        for (int i = 0; i < 1000; i++) {
            rows.append(i * 7 % 100)
                    .append(",2024-01-02 10:")
                    .append(i % 7 + 10)
                    .append(",ann,1,0.01,\n");
        }
        Read inMemory = read(LINES, rows.toString());
        Read onDisk = read(LINES, rows.toString(), 13);

        assertThat(onDisk.events).isEqualTo(inMemory.events).hasSize(100);
        assertThat(onDisk.fates()).isEqualTo(inMemory.fates());
    }

    @Test
    void text_in_another_charset_is_refused_rather_than_taken_for_an_id() throws IOException {
        Path file = folder.resolve("rows.csv");
        Files.write(
                file,
                "id,at,who,total,of\n1,2024-01-02,J\u00f6rg,1,\n2,2024-01-02,ann,1,\n"
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read(mapping(ORDERS), file, 100).refused)
                .extracting(row -> row.refusal().reason(), row -> row.refusal().field())
                .containsExactly(tuple("UNREADABLE_TEXT", "who"));
        assertThat(read(mapping(ORDERS + "file: {charset: ISO-8859-1}\n"), file, 100).events)
                .extracting(PastEvent::customerId)
                .containsExactly("J\u00f6rg", "ann");
    }

    @Test
    void semicolons_decimal_commas_byte_order_marks_and_gzip_are_read() throws IOException {
        Path file = folder.resolve("rows.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("\uFEFFid;at;who;total;of\r\n1;2024-01-02;ann;1.234,50;\"a\r\nb\"\r\n2;?;ann;1;\r\n"
                    .getBytes(StandardCharsets.UTF_8));
        }

        Read read = read(mapping(ORDERS + "file: {delimiter: \";\", decimal: \",\"}\n"), file, 100);

        assertThat(read.events).extracting(e -> e.amount().toPlainString()).containsExactly("1234.5000");
        assertThat(read.refused).extracting(RefusedRow::line).containsExactly(4L);
    }

    @Test
    void a_mapping_that_does_not_fit_the_file_is_refused_before_anything_is_read() {
        assertThatThrownBy(() -> read(ORDERS, "id,at,whom,total,of\n"))
                .isInstanceOf(MappingRefusedException.class)
                .hasMessageContaining("no column 'who'; did you mean 'whom'?");
    }

    @Test
    void a_quotation_mark_that_is_never_closed_refuses_the_file() {
        assertThatThrownBy(() -> read(ORDERS, "id,at,who,total,of\n1,2024-01-02,\"ann,1,\n2,2024-01-02,bob,1,\n"))
                .isInstanceOf(FileRefusedException.class)
                .hasMessageContaining("nothing was imported");
    }

    @Test
    void a_file_that_begins_as_gzip_and_is_not_is_refused_as_a_whole() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("id,at,who,total\n".repeat(100).getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = packed.toByteArray();
        for (byte[] broken : List.of(
                Arrays.copyOf(whole, 2), Arrays.copyOf(whole, 30), Arrays.copyOf(whole, whole.length - 1), new byte[] {
                    0x1f, (byte) 0x8b, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0
                })) {
            Path file = Files.write(folder.resolve("orders.csv.gz"), broken);
            assertThatThrownBy(() -> read(mapping(PLAIN), file, 10))
                    .isInstanceOf(FileRefusedException.class)
                    .hasMessageContaining("begins as gzip does and is not");
        }
    }

    @Test
    void a_time_beyond_what_the_ledger_can_hold_is_no_time_whatever_lies_on_disk() throws IOException {
        String rows =
                "id,at,who,total\n1,+999999999-12-31T23:59:59,ada,1\n2,2024-01-01T00:00:00,ada,1\n3,2024-01-01T00:00:00,ada,1\n";
        Read read = read(PLAIN, rows, 1);
        assertThat(read.events()).hasSize(2);
        assertThat(read.refused()).extracting(row -> row.refusal().reason()).containsExactly("INVALID_TIME");
    }

    private record Read(List<PastEvent> events, List<RefusedRow> refused, Tally tally, boolean addsUp) {
        List<String> fates() {
            List<String> fates = new ArrayList<>();
            var all = new TreeSet<>(tally.rows().keySet());
            all.addAll(tally.orders().keySet());
            for (Fate fate : all) {
                fates.add(fate.sort() + " " + fate.label() + " rows "
                        + tally.rows().getOrDefault(fate, 0L) + " orders "
                        + tally.orders().getOrDefault(fate, 0L));
            }
            return fates;
        }
    }

    private Read read(String mapping, String rows) throws IOException {
        return read(mapping, rows, 100_000);
    }

    private Read read(String mapping, String rows, int inMemory) throws IOException {
        return read(mapping(mapping), Files.writeString(folder.resolve("rows.csv"), rows), inMemory);
    }

    private Mapping mapping(String text) throws IOException {
        return MappingFile.load(Files.writeString(folder.resolve("shop.yaml"), text))
                .mapping();
    }

    private static Read read(Mapping mapping, Path file, int inMemory) throws IOException {
        try (History history = History.read(file, mapping, UNTIL, HistoryTest::verdict, n -> {}, inMemory)) {
            return new Read(
                    all(history.events()),
                    all(history.refused()),
                    history.tally(),
                    history.tally().addsUp());
        }
    }

    private static Verdict verdict(SpecificRecord event) {
        return CHECKS.check(Topics.ORDERS, event, Instant.parse("2025-01-01T00:00:00Z"));
    }

    private static <T> List<T> all(Iterator<T> things) {
        List<T> all = new ArrayList<>();
        things.forEachRemaining(all::add);
        return all;
    }
}
