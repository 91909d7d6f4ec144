package io.sojourn.connectors.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The receivers in {@code docs/examples/receivers}, as they stand: they take each decision once, and nothing forged. */
class WebhookReceiversTest {
    private static final Path FOLDER = Path.of("..", "docs", "examples", "receivers");
    private static final String STRANGE = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    @ParameterizedTest
    @ValueSource(strings = {"java Receiver.java", "python3 receiver.py", "node receiver.mjs"})
    void a_sample_takes_each_decision_once_and_nothing_forged(String command) throws Exception {
        String[] words = command.split(" ", -1);
        assumeTrue(isHere(words[0]), "skipped: there is no " + words[0] + " here");
        Process process = process(words[0], FOLDER.resolve(words[1]).toString(), "0");
        try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String url = Objects.requireNonNull(said.readLine()).replaceFirst("listening on ", "");
            try (Worker connect = Worker.started(url)) {
                connect.put(Samples.dormant("顾客.1", 3, Instant.now()));
                await().atMost(Duration.ofSeconds(10)).until(connect::isDone);
                assertThat(connect.dead).isEmpty();
            }
            String id = "%E9%A1%BE%E5%AE%A2%2E1/reference/3";
            assertThat(said.readLine()).startsWith("new " + id + " ").contains("io.sojourn.stage-transition", "顾客.1");

            assertThat(post(url, Worker.SECRET).reason()).isEqualTo("answered 204");
            assertThat(said.readLine()).isEqualTo("again " + id);

            assertThat(post(url, STRANGE + " " + Worker.SECRET).reason()).isEqualTo("answered 204");
            assertThat(said.readLine()).isEqualTo("again " + id);

            assertThat(post(url, STRANGE).reason()).isEqualTo("answered 401");
            assertThat(said.readLine()).isEqualTo("refused");
        } finally {
            process.destroyForcibly();
        }
    }

    private static Answer post(String url, String secrets) {
        WebhookSettings settings = new WebhookSettings(Worker.settings(url));
        try (Receiver receiver = new Receiver(settings, SystemDefaultDnsResolver.INSTANCE, Clock.systemUTC())) {
            byte[] body = CloudEvent.of(new Decision(Samples.dormant("顾客.1", 3, Instant.now())), "sojourn");
            return receiver.post(Letter.sealed("顾客.1/reference/3", body, Instant.now(), SigningKey.in(secrets)));
        }
    }

    private static Process process(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .putAll(Map.of(
                        "WEBHOOK_SECRET", Worker.SECRET,
                        "PYTHONIOENCODING", "utf-8",
                        "LC_ALL", "C.UTF-8"));
        return builder.start();
    }

    private static boolean isHere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
