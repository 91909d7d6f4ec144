package io.sojourn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sojourn.schemas.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private static final String CANARY = "canary-7c1f";

    @TempDir
    Path dir;

    @Test
    void defaults_are_those_of_the_table() {
        var settings = Settings.defaults();
        assertThat(settings.applicationId()).isEqualTo("sojourn");
        assertThat(settings.stateDir()).isEqualTo(Path.of("./data/state"));
        assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(50));
        assertThat(settings.maxEventBytes()).isEqualTo(1_000_000);
        assertThat(settings.rocksdbMemory()).isEqualTo(128L * 1024 * 1024);
        assertThat(settings.httpAdvertised()).isNull();
        assertThat(settings.kafka()).containsExactly(Map.entry("bootstrap.servers", "localhost:9092"));
        assertThat(settings.registry()).containsExactly(Map.entry("schema.registry.url", "http://localhost:8081"));
    }

    @Test
    void set_beats_environment_beats_file_beats_default() throws Exception {
        var file = file("http.port=1\nthreads=1\ncommit.interval=1s");
        var source = SettingsSource.of(
                file, Map.of("SOJOURN_HTTP_PORT", "2", "SOJOURN_THREADS", "5"), List.of("http.port=3"));
        var settings = Settings.load(source);
        assertThat(settings.httpPort()).isEqualTo(3);
        assertThat(settings.threads()).isEqualTo(5);
        assertThat(settings.commitInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.ledgerPartitions()).isEqualTo(8);
        assertThat(source.effective())
                .extracting(EffectiveSetting::key, EffectiveSetting::origin)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("http.port", "--set"),
                        org.assertj.core.groups.Tuple.tuple("threads", "environment SOJOURN_THREADS"),
                        org.assertj.core.groups.Tuple.tuple("commit.interval", "file " + file),
                        org.assertj.core.groups.Tuple.tuple("ledger.partitions", "default"));
    }

    @Test
    void well_known_variables_and_passed_through_settings_reach_their_clients() {
        var settings = Settings.load(SettingsSource.of(
                null,
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", "k:9092",
                        "SCHEMA_REGISTRY_URL", "https://r",
                        "SOJOURN_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                        "SOJOURN_SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO", "me:" + CANARY,
                        "SOJOURN_SERVICE_PORT_HTTP", "8080",
                        "PATH", "/bin"),
                List.of("streams.num.standby.replicas=1", "schema.registry.ssl.truststore.location=/t")));
        assertThat(settings.kafka())
                .containsOnly(Map.entry("bootstrap.servers", "k:9092"), Map.entry("security.protocol", "SASL_SSL"));
        assertThat(settings.streams()).containsOnly(Map.entry("num.standby.replicas", "1"));
        assertThat(settings.registry())
                .containsOnly(
                        Map.entry("schema.registry.url", "https://r"),
                        Map.entry("schema.registry.ssl.truststore.location", "/t"),
                        Map.entry("basic.auth.user.info", "me:" + CANARY),
                        Map.entry("basic.auth.credentials.source", "USER_INFO"));
    }

    @Test
    void the_collector_has_settings_of_its_own() {
        var collector = Settings.load(SettingsSource.of(
                        null,
                        Map.of("SOJOURN_COLLECTOR_TLS_KEYSTORE_PASSWORD", CANARY),
                        List.of(
                                "collector.cors.origins=https://a.example, https://b.example",
                                "collector.anonymous.prefix=",
                                "collector.unknown=refuse",
                                "collector.max.body=2MiB")))
                .with("collector.port", "9")
                .collector();
        assertThat(collector.corsOrigins()).containsExactly("https://a.example", "https://b.example");
        assertThat(collector.anonymousPrefix()).isEmpty();
        assertThat(collector.refuseUnknown()).isTrue();
        assertThat(collector.maxBody()).isEqualTo(2 << 20);
        assertThat(collector.port()).isEqualTo(9);
        assertThat(collector.keysFile()).isNull();
        assertThat(collector.tlsPassword()).isEqualTo(CANARY);
        assertThat(collector.toString()).doesNotContain(CANARY);
        assertThat(refused(Map.of(), "collector.cors.origins=shop.example", "collector.unknown=maybe")
                        .problems())
                .extracting(RefusedSettings.Problem::key)
                .containsExactlyInAnyOrder("collector.cors.origins", "collector.unknown");
    }

    @Test
    void mirrors_are_named_out_of_the_decision_topics() {
        var settings = Settings.defaults().with("mirror.json", "tag-changes, stage-transitions");
        assertThat(settings.mirroredInJson()).containsExactly("stage-transitions", "tag-changes");
        assertThat(settings.with("threads", "1").topics())
                .extracting(Topic::name)
                .contains("stage-transitions-json", "tag-changes-json")
                .doesNotContain("churn-warnings-json");
        assertThat(Settings.defaults().mirroredInJson()).isEmpty();
        assertThat(refused(Map.of(), "mirror.json=stage-transitions,orders"))
                .hasMessageContaining("mirror.json = stage-transitions,orders")
                .hasMessageContaining("give names out of `stage-transitions`, `churn-warnings`");
    }

    @Test
    void config_variable_names_the_file() throws Exception {
        var file = file("threads=7");
        var settings = Settings.load(SettingsSource.of(null, Map.of("SOJOURN_CONFIG", file.toString()), List.of()));
        assertThat(settings.threads()).isEqualTo(7);
    }

    @Test
    void all_problems_are_told_at_once_each_with_what_to_do() {
        var refused = refused(
                Map.of("SOJOURN_HTTP_PROT", "1", "SOJOURN_COMMIT_INTERVAL", "soon"),
                "money.currency=EURO",
                "kafka.boostrap.servers=x",
                "streams.state.dir=/x",
                "streams.max.task.idle.ms=-1",
                "rocksdb.memory=1",
                "http.advertised=nowhere",
                "threads");
        assertThat(refused.problems())
                .extracting(RefusedSettings.Problem::key)
                .containsExactlyInAnyOrder(
                        "http.prot",
                        "commit.interval",
                        "money.currency",
                        "kafka.boostrap.servers",
                        "streams.state.dir",
                        "streams.max.task.idle.ms",
                        "rocksdb.memory",
                        "http.advertised",
                        "--set");
        assertThat(refused)
                .hasMessageContaining("Did you mean http.port?")
                .hasMessageContaining("commit.interval = soon  (environment SOJOURN_COMMIT_INTERVAL)")
                .hasMessageContaining("give duration, 1ms to 10m, such as 50ms")
                .hasMessageContaining("Did you mean kafka.bootstrap.servers?")
                .hasMessageContaining("use state.dir");
    }

    @Test
    void a_missing_file_is_a_problem_beside_the_others() {
        var source = SettingsSource.of(dir.resolve("none.properties"), Map.of(), List.of("threads=0"));
        var refused = catchThrowableOfType(RefusedSettings.class, () -> Settings.load(source));
        assertThat(refused.problems()).hasSize(2);
        assertThat(refused).hasMessageContaining("There is no such file");
    }

    @Test
    void secrets_are_seen_nowhere() {
        var source = SettingsSource.of(
                null,
                Map.of("SOJOURN_KAFKA_SSL_KEYSTORE_PASSWORD", CANARY),
                List.of(
                        "kafka.sasl.jaas.config=Login required password=\"" + CANARY + "\";",
                        "kafka.ssl.keystore.key=" + CANARY,
                        "kafka.some.plugin.api.key=" + CANARY,
                        "streams.consumer.ssl.key.password=" + CANARY,
                        "schema.registry.basic.auth.user.info=me:" + CANARY,
                        "schema.registry.bearer.auth.token=" + CANARY,
                        "schema.registry.url=https://me:" + CANARY + "@registry:8081"));
        var settings = Settings.load(source);
        assertThat(settings.kafka().get("ssl.keystore.key")).isEqualTo(CANARY);
        assertThat(settings.toString()).doesNotContain(CANARY).contains("registry:8081", "threads=2");
        assertThat(source.effective().toString()).doesNotContain(CANARY);
        assertThat(source.effective()).allSatisfy(e -> assertThat(e.shown()).doesNotContain(CANARY));
        assertThat(source.effective()).filteredOn(EffectiveSetting::secret).hasSize(7);
    }

    @Test
    void a_login_in_the_registry_address_becomes_a_setting_of_its_own() {
        var settings = Settings.load(SettingsSource.of(
                null, Map.of("SCHEMA_REGISTRY_URL", "https://me:p%40ss@one:1,https://me:x@two"), List.of()));
        assertThat(settings.registry())
                .containsOnly(
                        Map.entry("schema.registry.url", "https://one:1,https://two"),
                        Map.entry("basic.auth.user.info", "me:p@ss"),
                        Map.entry("basic.auth.credentials.source", "USER_INFO"));
    }

    @Test
    void a_login_not_escaped_as_in_an_address_is_taken_as_it_stands() {
        var settings = Settings.defaults().with("schema.registry.url", "http://me:50%off^@one");
        assertThat(settings.registry())
                .containsEntry("schema.registry.url", "http://one")
                .containsEntry("basic.auth.user.info", "me:50%off^");
    }

    @Test
    void a_login_with_signs_that_addresses_do_not_allow_is_still_hidden() {
        for (var word : List.of("with/slash-", "with@at-", "with,comma-", "with:colon-")) {
            var url = "https://me:" + word + CANARY + "@one:1,https://you:" + CANARY + "@two";
            var settings = Settings.defaults().with("schema.registry.url", url);
            assertThat(settings.registry().get("schema.registry.url")).isEqualTo("https://one:1,https://two");
            assertThat(settings.registry().get("basic.auth.user.info")).isEqualTo("me:" + word + CANARY);
            assertThat(Secrets.hide("schema.registry.url", url))
                    .isEqualTo("https://(hidden)@one:1,https://(hidden)@two");
        }
    }

    @Test
    void a_login_where_none_belongs_is_refused_and_not_repeated() {
        for (var setting : List.of(
                "kafka.bootstrap.servers=me:" + CANARY + "@broker:9092",
                "kafka.bootstrap.servers=one:9092,SASL_SSL://me:" + CANARY + "@broker:9092",
                "schema.registry.url=me:" + CANARY + "@registry:8081",
                "http.advertised=me:" + CANARY + "@here")) {
            assertThat(refused(Map.of(), setting).toString()).doesNotContain(CANARY);
            assertThat(SettingsSource.of(null, Map.of(), List.of(setting))
                            .effective()
                            .toString())
                    .doesNotContain(CANARY);
        }
    }

    @Test
    void refusals_do_not_repeat_secrets() {
        var refused = refused(
                Map.of(),
                "kafka.ssl.keystore.passwort=" + CANARY,
                "streams.application.server.password=" + CANARY,
                "kafka_password=" + CANARY,
                "what.is.this=" + CANARY,
                CANARY);
        assertThat(refused.toString()).doesNotContain(CANARY);
        assertThat(refused.problems()).hasSize(4);
    }

    @Test
    void one_setting_can_be_changed_and_the_rest_stays() {
        var settings = Settings.defaults()
                .with("kafka.bootstrap.servers", "b:1")
                .with("schema.registry.url", "mock://x")
                .with("schema.registry.basic.auth.user.info", "a:b")
                .with("tick.interval", "25ms")
                .with("threads", "1");
        assertThat(settings.kafka()).containsEntry("bootstrap.servers", "b:1");
        assertThat(settings.registry()).containsEntry("schema.registry.url", "mock://x");
        assertThat(settings.registry()).containsEntry("basic.auth.user.info", "a:b");
        assertThat(settings.tickInterval()).isEqualTo(Duration.ofMillis(25));
        assertThat(settings.with("threads", "2").with("tick.interval", "1s").httpPort())
                .isEqualTo(Settings.defaults().httpPort());
        assertThat(catchThrowableOfType(RefusedSettings.class, () -> settings.with("treads", "1")))
                .hasMessageContaining("threads");
    }

    private static RefusedSettings refused(Map<String, String> environment, String... sets) {
        var source = SettingsSource.of(null, environment, List.of(sets));
        return catchThrowableOfType(RefusedSettings.class, () -> Settings.load(source));
    }

    private Path file(String text) throws Exception {
        return Files.writeString(dir.resolve("sojourn.properties"), text);
    }
}
