package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.history.RetailLedger;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.replay.Ledger;
import io.sojourn.replay.Shop;
import io.sojourn.schemas.WireFormat;
import io.sojourn.tables.Comparison;
import io.sojourn.tables.WhatIf;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of {@code what-if} as a browser shows it. It stays in {@code target/what-if}, with a picture of it, to be looked at. */
class WhatIfPageTest {
    private static final Path KEPT = Path.of("target", "what-if");
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 4200;

    private static final int LIVE = 0xff9aa8b5;
    private static final int CANDIDATE = 0xff0b7285;

    private final WireFormat wire =
            new WireFormat(Map.of("schema.registry.url", "mock://what-if-page", "auto.register.schemas", "true"));

    @TempDir
    Path dir;

    @BeforeEach
    void prepare() throws IOException {
        Chromium.assumeInstalled();
        Files.createDirectories(KEPT);
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void a_small_shops_page_shows_the_numbers_of_the_json() throws Exception {
        assertShown("small-shop", Shop.ledger(wire, 42, 500, true));
    }

    @Test
    void two_years_of_a_real_shop_show_the_numbers_of_the_json() throws Exception {
        assertShown("online-retail", RetailLedger.of(wire));
    }

    @Test
    void a_page_that_asks_the_network_or_complains_is_found_out() throws Exception {
        Path page = Files.writeString(
                dir.resolve("page.html"),
                "<img src='http://127.0.0.1:9/none.png'><script>console.error('of its own')</script>");
        Chromium.Seen seen = Chromium.open(page, dir.resolve("page.png"), 300, 200, dir);
        assertThat(seen.asked()).contains("http://127.0.0.1:9/none.png");
        assertThat(seen.complaints()).anyMatch(line -> line.contains("of its own"));
    }

    private void assertShown(String name, Ledger ledger) throws Exception {
        Comparison found = new WhatIf(ledger, Policies.only(policy(90, 180)), wire, policy(60, 120))
                .run(Instant.EPOCH, key -> true, null, done -> {});
        Path page = Files.writeString(KEPT.resolve(name + ".html"), WhatIfPage.of(found));
        Chromium.Seen seen = Chromium.open(page, KEPT.resolve(name + ".png"), WIDTH, HEIGHT, dir);

        assertThat(seen.complaints()).isEmpty();
        assertThat(seen.asked()).isEmpty();
        assertThat(seen.dom()).doesNotContain("http://", "https://");
        assertDrawn(seen.picture());
        assertSame(WhatIfReport.json(found), seen.dom());
    }

    /** Of that size, with bars of both sides. */
    private static void assertDrawn(BufferedImage picture) {
        assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(WIDTH, HEIGHT);
        int[] pixels = picture.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
        assertThat(pixels).contains(0xffffffff, LIVE, CANDIDATE);
    }

    private static void assertSame(JsonNode json, String dom) {
        assertColumns(dom, "stages", json.path("stages"), 3, "live", "candidate");
        assertColumns(dom, "moves", json.path("moves"), 3, "customers");
        assertColumns(dom, "changes", json.path("changes"), 2, "same", "added", "removed", "earlier", "later");
        assertColumns(dom, "warnings", json.path("warnings"), 1, "live", "candidate");
        assertColumns(dom, "months", json.path("months"), 1, "live", "candidate");
        assertColumns(dom, "touched", json.path("touched"), 1, "customers", "touched");
        assertColumns(dom, "touched-by-stage", json.path("touchedByStage"), 2, "customers", "touched");
        for (String side : List.of("live", "candidate")) {
            List<String> columns = new ArrayList<>();
            json.path("days").forEach(each -> columns.add(each.path("day").asText() + ": " + whole(each.path(side))));
            assertThat(titles(dom, side)).containsAll(columns).hasSizeGreaterThan(50);
        }
    }

    /** That these columns of a table, from the first one on, are these fields. */
    private static void assertColumns(String dom, String table, JsonNode rows, int first, String... fields) {
        List<List<String>> expected = new ArrayList<>();
        for (JsonNode row : rows) {
            expected.add(List.of(fields).stream()
                    .map(field -> whole(row.path(field)))
                    .toList());
        }
        String body = between(dom, "<table id=\"" + table + "\">", "</table>").replaceFirst("(?s).*<tbody>", "");
        List<List<String>> shown = all("(?s)<tr>(.*?)</tr>", body).stream()
                .map(row -> all("<td[^>]*>([^<]*)</td>", row).subList(first, first + fields.length))
                .toList();
        assertThat(shown).as(table).isNotEmpty().isEqualTo(expected);
    }

    /** What a pointer over the columns of a plot reads. */
    private static List<String> titles(String dom, String side) {
        return all("<rect class=\"" + side + "\"[^>]*><title>([^<]*)</title>", dom);
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin);
        assertThat(from).as(begin).isNotNegative();
        return text.substring(from, text.indexOf(end, from));
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String whole(JsonNode number) {
        assertThat(number.isIntegralNumber()).as(number.toString()).isTrue();
        return String.format(Locale.ROOT, "%,d", number.asLong());
    }

    private static Policy policy(int dormant, int churned) {
        return ReferencePolicy.after(Duration.ofDays(dormant), Duration.ofDays(churned), Duration.ofDays(365));
    }
}
