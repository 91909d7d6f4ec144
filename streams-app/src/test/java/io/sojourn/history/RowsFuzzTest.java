package io.sojourn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.sojourn.intake.IntakeChecks;
import io.sojourn.intake.IntakeLimits;
import io.sojourn.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowsFuzzTest {
    private static final int IN_MEMORY = 2;

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final IntakeChecks CHECKS =
            new IntakeChecks(new IntakeLimits("EUR", Duration.ofMinutes(5), 1_000_000));

    private static final List<String> MAPPINGS = List.of("""
            source: shop
            rows: orders
            file: {columns: [id, at, who, total]}
            order: {column: id}
            time: {column: at}
            customer: {column: who}
            amount: {column: total, round: 2}
            currency: {constant: EUR}
            """, """
            source: shop
            rows: lines
            file: {columns: [id, at, who, total, n, money], delimiter: ";", decimal: ",", charset: ISO-8859-1}
            order: {column: id}
            time: {column: at, patterns: [epoch-seconds, epoch-millis, "d/M/yyyy H:mm"], zone: Europe/London}
            customer: {column: who, guest: ["", "0"]}
            amount: {quantity: n, price: total}
            currency: {column: money}
            kinds:
              - {id: refund, when: {column: id, starts: C}, as: refund, negate: true, of: who, drop: total <= 0}
              - {id: order, as: order}
            skip: [{id: postage, when: {column: id, in: [POST, DOT]}}]
            """);

    private static final List<Mapping> READ = new ArrayList<>();

    @TempDir
    static Path folder;

    @BeforeAll
    static void readMappings() throws IOException {
        for (String text : MAPPINGS) {
            Path file = Files.writeString(folder.resolve("mapping.yaml"), text);
            READ.add(MappingFile.load(file).mapping());
        }
    }

    static Stream<Arguments> files() throws IOException {
        byte[] orders = utf8("id,at,who,total\n1,2025-01-10T09:12:00Z,anna,12.50\n2,2025-02-30,\"b\no\",x\n1,,,\n");
        return Stream.of(
                arguments(0, orders),
                arguments(0, packed(orders)),
                arguments(0, new byte[] {0x1f, (byte) 0x8b, 8}),
                arguments(0, utf8("1,+999999999-12-31T23:59:59,anna,1\n2,2025-01-01,a,1\n3,2025-01-01,a,1\n")),
                arguments(1, utf8("1;1736500320;anna;1,50;2;EUR\n1;1736500320;anna;1e9;-2;EUR\nC2;9e9;0;1;1;EUR\n")),
                arguments(
                        1, utf8("1;31556889864403199;anna;1,50;2;EUR\nPOST;;;;;\n3;1/2/2020 1:30;a;1.000,5;1;USD\n")));
    }

    @MethodSource("files")
    @FuzzTest
    void any_bytes_are_rows_that_add_up_or_a_file_that_is_refused(
            @InRange(min = 0, max = 1) int mapping, byte @NotNull [] bytes) throws IOException {
        Path file = Files.write(folder.resolve("orders.csv"), bytes);
        try (History history = History.read(
                file, READ.get(mapping), null, event -> CHECKS.check(Topics.ORDERS, event, NOW), n -> {}, IN_MEMORY)) {
            assertThat(history.tally().addsUp()).isTrue();
            for (var events = history.events(); events.hasNext(); ) {
                assertThat(events.next().at())
                        .isBetween(history.first().orElseThrow(), history.last().orElseThrow());
            }
            try (OriginalRows originals = new OriginalRows(file)) {
                for (var refused = history.refused(); refused.hasNext(); ) {
                    RefusedRow row = refused.next();
                    assertThat(originals.row(row.line(), row.lines())).isNotEmpty();
                }
            }
        } catch (FileRefusedException refused) {
            assertThat(refused).hasMessageContaining("orders.csv");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] packed(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
