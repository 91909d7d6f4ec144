package io.sojourn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.cli.demo.Demo;
import io.sojourn.cli.demo.DemoPlan;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    /** {@code 18:03:11.042 +412 ms  c-002811  ! Active → Dormant 沉默客户      silence('order') >= 90d (is 90d)}. */
    private static final Pattern A_SILENCE_HEARD =
            Pattern.compile("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\+.* → (Dormant|Churned) .*silence\\('order'\\)");

    private static final Pattern YOUR_ORDER_HEARD =
            Pattern.compile("(?m)^\\d\\d:.* you +Prospect → New .* on order ← ");

    /** As it is pasted into a shell, which puts the time in the place of {@code '$(date +%s)'}. */
    private static final Pattern ORDER = Pattern.compile(
            "curl -u (\\w+): (http://127\\.0\\.0\\.1:\\d+/v1/track) -d '(\\{.*\\R.*)'\\$\\(date \\+%s\\)'(.*)'");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void imports_a_history_hears_silences_and_your_order_live_and_stops_when_told(@TempDir Path folder)
            throws Exception {
        var keep = folder.resolve("shop");
        var demo = new Demo(
                new DemoPlan(300, 42, 200, 7200, null, 0, 0, keep, Policies.only(ReferencePolicy.overDays(365))),
                new PrintWriter(out, true));
        var running = CompletableFuture.runAsync(demo::run);

        await().atMost(Duration.ofMinutes(5))
                .until(() -> running.isDone() || A_SILENCE_HEARD.matcher(told()).find());
        assertThat(anOrderAsPrinted()).isEqualTo("{\"success\":true,\"taken\":1}");
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        running.isDone() || YOUR_ORDER_HEARD.matcher(told()).find());
        demo.stop();

        assertThat(told()).containsPattern(YOUR_ORDER_HEARD);
        assertThat(running).succeedsWithin(Duration.ofMinutes(1));
        assertThat(told())
                .containsPattern("history +[1-9][0-9,]+ events of 200 days imported and decided about")
                .containsPattern("live +[1-9][0-9,]* events sent")
                .containsPattern("silence +dated to the millisecond, known [0-9.]+ m?s later in the median")
                .contains("kept in    " + keep);
        assertThat(keep.resolve("demo.log")).isNotEmptyFile().content().doesNotContain("broke off");
    }

    @Test
    void ends_by_itself_and_leaves_nothing_behind() throws IOException {
        var before = temporaryFolders();

        assertThat(run(
                        "demo",
                        "--customers",
                        "20",
                        "--days",
                        "10",
                        "--for",
                        "1s",
                        "--port",
                        "0",
                        "--collector-port",
                        "0"))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        assertThat(told()).contains("ended after 1.").contains("deleted");
        assertThat(temporaryFolders()).isEqualTo(before);
    }

    @Test
    void refuses_what_it_cannot_show(@TempDir Path full) throws IOException {
        Files.writeString(full.resolve("thesis.txt"), "not ours");

        assertThat(run("demo", "--days", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(run("demo", "--for", "soon")).isEqualTo(ExitCode.USAGE);
        assertThat(run("demo", "--keep", full.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("--days takes 1 to 3,650").contains("is not empty");
        assertThat(full.resolve("thesis.txt")).exists();
    }

    private String anOrderAsPrinted() throws Exception {
        var order = ORDER.matcher(told());
        assertThat(order.find()).as(told()).isTrue();
        var login = Base64.getEncoder().encodeToString((order.group(1) + ":").getBytes(UTF_8));
        var request = HttpRequest.newBuilder(URI.create(order.group(2)))
                .header("Authorization", "Basic " + login)
                .POST(BodyPublishers.ofString(order.group(3) + "1764230400" + order.group(4)))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private int run(String... words) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    private String told() {
        return out.toString();
    }

    private static long temporaryFolders() throws IOException {
        try (var entries = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("sojourn-demo-"))
                    .count();
        }
    }
}
