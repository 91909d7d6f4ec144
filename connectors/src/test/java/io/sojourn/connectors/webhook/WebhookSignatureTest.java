package io.sojourn.connectors.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures as others verify them. */
class WebhookSignatureTest {
    private static final String OLD = Worker.SECRET;
    private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final String STRANGE = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    @TempDir
    Path dir;

    /** The example by which implementations of the specification test themselves. */
    @Test
    void the_known_example_comes_out_the_same() {
        Letter letter = Letter.sealed(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "{\"test\": 2432232314}".getBytes(UTF_8),
                Instant.ofEpochSecond(1614265330),
                SigningKey.in(OLD));
        assertThat(letter.signature()).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void while_secrets_are_exchanged_either_verifies() {
        Letter letter = sealed("a.b/retail/1", OLD + ", " + NEW);
        assertThat(verified(OLD, letter)).isTrue();
        assertThat(verified(NEW, letter)).isTrue();
        assertThat(verified(STRANGE, letter)).isFalse();
    }

    @Test
    void what_was_changed_on_the_way_does_not_verify() {
        Letter letter = sealed("a/retail/1", OLD);
        assertThat(Verifier.accepts(OLD, letter.id(), letter.timestamp(), "{}", letter.signature()))
                .isFalse();
        assertThat(Verifier.accepts(OLD, "a/retail/2", letter.timestamp(), text(letter), letter.signature()))
                .isFalse();
        assertThat(Verifier.accepts(OLD, letter.id(), "1", text(letter), letter.signature()))
                .isFalse();
    }

    @Test
    void secrets_in_a_file_are_exchanged_without_a_restart() throws IOException {
        Path file = Files.writeString(dir.resolve("secrets"), OLD + "\n");
        KeyRing ring = KeyRing.in(file);
        assertThat(ring.keys()).hasSize(1);

        Files.writeString(file, NEW + "\n" + OLD + "\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2)));
        assertThat(ring.keys()).hasSize(2);

        Files.writeString(file, "rubbish");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(4)));
        assertThat(ring.keys()).as("those read before").hasSize(2);

        Files.delete(file);
        assertThat(ring.keys()).hasSize(2);
    }

    @Test
    void a_malformed_secret_is_refused_without_being_shown() {
        for (String secret : List.of("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_hush%", "whsec_c2hvcnQ=", " ")) {
            assertThatThrownBy(() -> SigningKey.in(secret))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .doesNotContain("MfKQ", "hush", "c2hv");
        }
        assertThat(SigningKey.in(OLD)).hasToString("[(hidden)]");
    }

    /** The library of those who wrote the specification, unmodified; a machine without Node or network skips this. */
    @Test
    void the_specifications_own_library_verifies_them() throws Exception {
        Path home = Path.of("target", "standardwebhooks").toAbsolutePath();
        assumeTrue(answers(List.of("node", "--version")), "skipped: there is no node here");
        if (!Files.exists(home.resolve("node_modules/standardwebhooks"))) {
            Files.createDirectories(home);
            assumeTrue(
                    answers(List.of(
                            "npm",
                            "install",
                            "--prefix",
                            home.toString(),
                            "--no-save",
                            "--ignore-scripts",
                            "--fetch-retries=0",
                            "standardwebhooks@1.0.0")),
                    "skipped: npm is missing, or did not get standardwebhooks");
        }
        Files.writeString(home.resolve("verify.mjs"), """
                import { createRequire } from "node:module";
                const { Webhook } = createRequire(import.meta.url)("standardwebhooks");
                const [secret, id, timestamp, signature, body] = process.argv.slice(2);
                new Webhook(secret).verify(body,
                    {"webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature});
                """);
        Letter letter = sealed("顾客.1/retail/3", NEW + " " + OLD);
        assertThat(nodeAccepts(home, OLD, letter)).isTrue();
        assertThat(nodeAccepts(home, NEW, letter)).isTrue();
        assertThat(nodeAccepts(home, STRANGE, letter)).as("a negative control").isFalse();
    }

    private static boolean nodeAccepts(Path home, String secret, Letter letter) throws Exception {
        return answers(List.of(
                "node",
                home.resolve("verify.mjs").toString(),
                secret,
                letter.id(),
                letter.timestamp(),
                letter.signature(),
                text(letter)));
    }

    private static boolean answers(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(1, TimeUnit.MINUTES);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private static Letter sealed(String id, String secrets) {
        Decision decision = new Decision(Samples.dormant("顾客.1", 3, Instant.now()));
        return Letter.sealed(id, CloudEvent.of(decision, "sojourn"), Instant.now(), SigningKey.in(secrets));
    }

    private static boolean verified(String secret, Letter letter) {
        return Verifier.accepts(secret, letter.id(), letter.timestamp(), text(letter), letter.signature());
    }

    private static String text(Letter letter) {
        return new String(letter.body(), UTF_8);
    }
}
