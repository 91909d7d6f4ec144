package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.connectors.EventSender;
import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.dev.EmbeddedRegistry;
import io.sojourn.rights.Component;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every secret that can be set holds the word "canary", the right ones too; each command runs as a process of its own, as
 * talkative as it gets, and none of what it prints or serves may sing.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsTest {
    private static final String CANARY = "canary";
    private static final Pattern ADDRESS = Pattern.compile("listening url=\"(http://127\\.0\\.0\\.1:\\d+)\"");
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    private Path dir = Path.of("");
    private SecuredBroker broker;
    private EmbeddedBroker registrysBroker;
    private EmbeddedRegistry registry;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        dir = folder;
        broker = new SecuredBroker(folder.resolve("secured"));
        broker.createTopics();
        for (var component : List.of(Component.APPLICATION, Component.SOURCE)) {
            for (var right : broker.rights(component)) {
                broker.grant(component, right);
            }
            await().atMost(TWO_MINUTES).until(() -> broker.missing(component).isEmpty());
        }
        registrysBroker = EmbeddedBroker.start(folder.resolve("registry"));
        registry = EmbeddedRegistry.start(
                registrysBroker.bootstrapServers(),
                0,
                EmbeddedRegistry.Door.open().withBasicAuth("me", "canary-of-registry"));
    }

    @AfterAll
    void stop() {
        registry.close();
        registrysBroker.close();
        broker.close();
    }

    @Test
    void what_is_tested_is_set() {
        var shown = finished(right(), "config", "show").text();
        for (var key : List.of(
                "kafka.sasl.jaas.config",
                "kafka.ssl.truststore.password",
                "kafka.ssl.key.password",
                "schema.registry.ssl.truststore.password")) {
            assertThat(shown).containsPattern(key.replace(".", "\\.") + " +\\(hidden\\) +environment");
        }
        assertThat(shown).contains("http://(hidden)@127.0.0.1");
        assertThat(right().toString()).contains(CANARY);
    }

    @Test
    void the_search_finds_a_canary_that_is_printed() {
        assertThat(finished(right(), "config", "show", "--set=application.id=a-canary-in-the-open")
                        .text())
                .contains(CANARY);
    }

    @Test
    void with_the_right_credentials_commands_keep_them_to_themselves() {
        for (var words : List.of(
                List.of("config", "show"),
                List.of("config", "show", "--json"),
                List.of("doctor", "--verbose", "--set=ledger.partitions=2", "--set=input.partitions=2"),
                List.of("dump", "stage-transitions", "--verbose"),
                List.of("topics", "check", "--verbose", "--set=log.format=json", "--set=ledger.partitions=2"),
                List.of("topics", "acls", "application", "--principal=User:app"))) {
            var said = finished(right(), words.toArray(String[]::new));
            assertThat(said.text()).as(String.join(" ", words)).isNotBlank().doesNotContain(CANARY);
            assertThat(said.exitCode()).as(said.text()).isEqualTo(ExitCode.OK);
        }
    }

    @Test
    void with_wrong_ones_and_without_a_broker_too() {
        var jaas = broker.client(Component.APPLICATION).getOrDefault("sasl.jaas.config", "");
        var wrongWord = changed("SOJOURN_KAFKA_SASL_JAAS_CONFIG", jaas.replace(CANARY, "wrong-canary"));
        var wrongStore = changed("SOJOURN_KAFKA_SSL_TRUSTSTORE_PASSWORD", "wrong-canary");
        var brokenLogin = changed("SOJOURN_KAFKA_SASL_JAAS_CONFIG", "Login required password=\"canary\"");
        var wrongRegistry = changed("SCHEMA_REGISTRY_URL", registry.url().replace("://", "://me:wrong/c@nary-canary@"));
        var wrongToken = changed("SCHEMA_REGISTRY_URL", registry.url());
        wrongToken.put("SOJOURN_SCHEMA_REGISTRY_BEARER_AUTH_TOKEN", "canary-token");
        var nobody = changed("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        for (var environment : List.of(wrongWord, wrongStore, brokenLogin, wrongRegistry, wrongToken, nobody)) {
            for (var command : List.of("run", "doctor")) {
                if (command.equals("run") && (environment == wrongRegistry || environment == wrongToken)) {
                    continue; // it waits for the registry for ever, see below
                }
                var said = finished(environment, command, "--verbose", "--set=http.port=0");
                assertThat(said.exitCode()).as(said.text()).isNotZero();
                assertThat(said.text()).isNotBlank().doesNotContain(CANARY);
            }
        }
        assertThat(finished(right(), "run", "--sett=kafka.ssl.key.password=canary")
                        .text())
                .contains("--sett")
                .doesNotContain(CANARY);
    }

    @Test
    void a_running_instance_serves_and_logs_none() throws Exception {
        assertThat(sung(right(), "\"ready\" : true")).doesNotContain(CANARY);
    }

    @Test
    void an_instance_that_waits_for_the_registry_serves_and_logs_none() throws Exception {
        var refused = changed("SCHEMA_REGISTRY_URL", registry.url().replace("://", "://me:wrong/c@nary-canary@"));
        var said = sung(refused, "REGISTRY");
        assertThat(said).contains("Waiting for the schema registry", "REGISTRY").doesNotContain(CANARY);
    }

    /** All that an instance logs and serves, an order having come in, once its health says this. */
    private String sung(Map<String, String> environment, String health) throws Exception {
        var log = Files.createTempFile(dir, "run", ".log");
        var run = start(
                environment,
                log,
                "run",
                "--verbose",
                "--set=http.port=0",
                "--set=input.partitions=2",
                "--set=ledger.partitions=2",
                "--set=state.dir=" + Files.createTempDirectory(dir, "state"));
        try {
            await().atMost(TWO_MINUTES)
                    .until(() -> ADDRESS.matcher(Files.readString(log)).find() || !run.isAlive());
            var address = ADDRESS.matcher(Files.readString(log));
            assertThat(address.find()).as(Files.readString(log)).isTrue();
            var url = address.group(1);
            anOrderComes();
            await().atMost(TWO_MINUTES).until(() -> get(url + "/health/ready").contains(health));
            var served = new StringBuilder();
            for (var path : List.of("/metrics", "/health/ready", "/health/live", "/customers/ann/history", "/none")) {
                served.append(get(url + path)).append('\n');
            }
            run.destroy();
            assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return served + Files.readString(log);
        } finally {
            run.destroyForcibly();
        }
    }

    private void anOrderComes() throws Exception {
        try (var sender = new EventSender(
                broker.client(Component.SOURCE),
                Map.of("schema.registry.url", registry.url(), "basic.auth.user.info", "me:canary-of-registry"))) {
            sender.send(BrokerOfTests.order("ann", UUID.randomUUID().toString(), "1"))
                    .get();
        }
    }

    private static String get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }

    /** The environment of a user for whom all is well, each secret with a canary. */
    private Map<String, String> right() {
        var environment = new TreeMap<String, String>();
        broker.client(Component.APPLICATION).forEach((key, value) -> environment.put(variable("kafka." + key), value));
        environment.put(
                "KAFKA_BOOTSTRAP_SERVERS", broker.client(Component.APPLICATION).getOrDefault("bootstrap.servers", ""));
        environment.remove("SOJOURN_KAFKA_BOOTSTRAP_SERVERS");
        environment.put("SOJOURN_KAFKA_SSL_KEY_PASSWORD", "canary-of-the-key");
        for (var store : List.of("ssl.truststore.location", "ssl.truststore.password")) {
            environment.put(
                    variable("schema.registry." + store),
                    broker.client(Component.APPLICATION).getOrDefault(store, ""));
        }
        environment.put("SCHEMA_REGISTRY_URL", registry.url().replace("://", "://me:canary-of-registry@"));
        environment.put("AWS_SECRET_ACCESS_KEY", "canary-of-somebody-else");
        return environment;
    }

    private static String variable(String key) {
        return "SOJOURN_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private Map<String, String> changed(String variable, String value) {
        var environment = right();
        environment.put(variable, value);
        return environment;
    }

    private record Said(int exitCode, String text) {}

    private Said finished(Map<String, String> environment, String... words) {
        try {
            var log = Files.createTempFile(dir, "command", ".log");
            var process = start(environment, log, words);
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as(String.join(" ", words))
                    .isTrue();
            return new Said(process.exitValue(), Files.readString(log));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Process start(Map<String, String> environment, Path log, String... words) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
