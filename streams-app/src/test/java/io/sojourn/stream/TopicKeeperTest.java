package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.Settings;
import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.schemas.Topic;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.TopicFinding.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a real broker; every test starts from no topics at all. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicKeeperTest {
    private EmbeddedBroker broker;
    private Admin admin;
    private Settings settings;

    @BeforeAll
    void start(@TempDir Path dir) {
        broker = EmbeddedBroker.start(dir);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        settings = Settings.defaults()
                .with("kafka.bootstrap.servers", broker.bootstrapServers())
                .with("input.partitions", "2")
                .with("ledger.partitions", "3");
    }

    @AfterAll
    void stop() {
        admin.close();
        broker.close();
    }

    @AfterEach
    void deleteAllTopics() throws Exception {
        admin.deleteTopics(admin.listTopics().names().get()).all().get();
        awaitTopics(List.of());
    }

    @Test
    void what_it_creates_it_finds_no_fault_with() throws Exception {
        assertThat(keeper().createMissing())
                .containsExactlyElementsOf(
                        Topics.catalogue(2, 3).stream().map(Topic::name).toList());

        assertThat(keeper().check()).isEmpty();
        assertThatNoException().isThrownBy(() -> keeper().requireSound());
        assertThat(partitionsOf(Topics.ORDERS)).isEqualTo(2);
        assertThat(partitionsOf(Topics.LEDGER)).isEqualTo(3);
        assertThat(partitionsOf(Topics.WATERMARKS)).isEqualTo(1);
        assertThat(keeper().createMissing()).as("a second time").isEmpty();
    }

    @Test
    void topics_that_are_missing_are_refused_with_the_command_that_creates_them() {
        assertThat(keeper().check())
                .hasSameSizeAs(Topics.catalogue(2, 3))
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.REFUSE));
        assertThat(findingOn(Topics.LEDGER).mend())
                .startsWith("kafka-topics.sh --bootstrap-server " + broker.bootstrapServers()
                        + " --create --topic ledger --partitions 3 --config cleanup.policy=delete")
                .contains("--config retention.ms=-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ledger            | cleanup.policy=compact              | REFUSE | cleanup.policy=delete",
                "ledger            | retention.ms=604800000              | REFUSE | retention.ms=-1",
                "ledger            | retention.bytes=1000000             | REFUSE | retention.bytes=-1",
                "ledger            | message.timestamp.type=LogAppendTime| REFUSE | message.timestamp.type=CreateTime",
                "ledger            | message.timestamp.before.max.ms=1000| WARN   | message.timestamp.before.max.ms=9223372036854775807",
                "orders            | message.timestamp.type=CreateTime   | REFUSE | message.timestamp.type=LogAppendTime",
                "orders            | cleanup.policy=compact              | REFUSE | cleanup.policy=delete",
                "orders            | retention.ms=1000                   | WARN   | retention.ms=604800000",
                "visits            | retention.bytes=5000                | WARN   | retention.bytes=-1",
                "clock             | message.timestamp.type=CreateTime   | REFUSE | message.timestamp.type=LogAppendTime",
                "watermarks        | cleanup.policy=delete               | REFUSE | cleanup.policy=compact",
                "customer-state    | cleanup.policy=delete               | REFUSE | cleanup.policy=compact",
                "customer-state    | cleanup.policy=[compact,delete]     | WARN   | cleanup.policy=compact",
                "stage-transitions | message.timestamp.type=CreateTime   | REFUSE | message.timestamp.type=LogAppendTime",
                "churn-warnings    | message.timestamp.type=CreateTime   | REFUSE | message.timestamp.type=LogAppendTime",
                "rejected          | message.timestamp.type=CreateTime   | REFUSE | message.timestamp.type=LogAppendTime",
                "guests            | message.timestamp.type=CreateTime   | REFUSE | message.timestamp.type=LogAppendTime",
                "rejected          | max.message.bytes=1000              | WARN   | max.message.bytes=2097176",
            })
    void a_setting_that_spoils_results_is_found_and_its_mend_mends_it(
            String topic, String change, Severity severity, String mend) {
        keeper().createMissing();
        set(topic, change.replaceAll("[\\[\\]]", ""));

        assertThat(keeper().check()).singleElement().satisfies(finding -> {
            assertThat(finding.topic()).isEqualTo(topic);
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.mend())
                    .isEqualTo("kafka-configs.sh --bootstrap-server " + broker.bootstrapServers()
                            + " --alter --entity-type topics --entity-name " + topic + " --add-config " + mend);
        });
        if (severity == Severity.REFUSE) {
            assertThatThrownBy(() -> keeper().requireSound())
                    .isInstanceOf(UnsoundTopicsException.class)
                    .hasMessageContaining(mend);
        } else {
            assertThatNoException().isThrownBy(() -> keeper().requireSound());
        }

        set(topic, mend);
        assertThat(keeper().check()).isEmpty();
    }

    @Test
    void a_ledger_of_another_width_is_refused_and_the_setting_is_what_follows() {
        keeper().createMissing();
        TopicKeeper wider = new TopicKeeper(admin, settings.with("ledger.partitions", "6"));

        assertThat(wider.check()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.REFUSE);
            assertThat(finding.mend()).isEqualTo("export SOJOURN_LEDGER_PARTITIONS=3");
        });
    }

    @Test
    void an_input_of_any_width_is_welcome_as_long_as_the_clock_is_as_wide() throws Exception {
        keeper().createMissing();
        admin.createPartitions(Map.of(Topics.VISITS, NewPartitions.increaseTo(5)))
                .all()
                .get();
        awaitPartitions(Topics.VISITS, 5);

        assertThat(keeper().check()).singleElement().satisfies(finding -> {
            assertThat(finding.topic()).isEqualTo(Topics.CLOCK);
            assertThat(finding.mend())
                    .isEqualTo("kafka-topics.sh --bootstrap-server " + broker.bootstrapServers()
                            + " --alter --topic clock --partitions 5");
        });

        admin.createPartitions(Map.of(Topics.CLOCK, NewPartitions.increaseTo(5)))
                .all()
                .get();
        awaitPartitions(Topics.CLOCK, 5);
        assertThat(keeper().check()).isEmpty();
    }

    @Test
    void watermarks_on_several_partitions_would_make_several_clocks() throws Exception {
        admin.createTopics(List.of(new NewTopic(Topics.WATERMARKS, 2, (short) 1)
                        .configs(Topics.named(Topics.WATERMARKS, Topics.catalogue(2, 3))
                                .settings())))
                .all()
                .get();
        keeper().createMissing();

        assertThat(keeper().check()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.REFUSE);
            assertThat(finding.mend())
                    .contains("--delete --topic watermarks && kafka-topics.sh")
                    .contains("--create --topic watermarks --partitions 1");
        });
    }

    @Test
    void commands_for_a_cluster_with_a_lock_take_the_key_from_a_file() {
        Settings locked = settings.with("kafka.security.protocol", "SASL_SSL")
                .with("kafka.sasl.jaas.config", "org.example.Login required password=\"s3cret\";");

        assertThat(new KafkaCommands(locked).widen("clock", 5))
                .contains("--command-config client.properties")
                .doesNotContain("s3cret");
    }

    @Test
    void all_schemas_are_registered_and_a_second_time_with_the_same_ids() {
        try (WireFormat wire = new WireFormat(Map.of("schema.registry.url", "mock://topic-keeper"))) {
            Map<String, Integer> ids = TopicKeeper.registerSchemas(wire);

            assertThat(ids).hasSameSizeAs(Topics.types()).containsKey("io.sojourn.ledger.Tick");
            assertThat(TopicKeeper.registerSchemas(wire)).isEqualTo(ids);
            assertThat(Topics.types())
                    .allSatisfy(type -> assertThat(wire.isRegistered(type)).isTrue());
        }
    }

    private TopicKeeper keeper() {
        return new TopicKeeper(admin, settings);
    }

    private TopicFinding findingOn(String topic) {
        return keeper().check().stream()
                .filter(finding -> finding.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private void set(String topic, String change) {
        int equals = change.indexOf('=');
        String name = change.substring(0, equals);
        String value = change.substring(equals + 1);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            admin.incrementalAlterConfigs(Map.of(
                            resource,
                            List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        } catch (Exception e) {
            throw new AssertionError(change + " on " + topic, e);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> value.equals(admin.describeConfigs(List.of(resource))
                        .values()
                        .values()
                        .iterator()
                        .next()
                        .get()
                        .get(name)
                        .value()));
    }

    private int partitionsOf(String topic) throws Exception {
        TopicDescription description =
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        return description == null ? 0 : description.partitions().size();
    }

    private void awaitPartitions(String topic, int partitions) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> partitionsOf(topic) == partitions);
    }

    private void awaitTopics(List<String> names) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> new ArrayList<>(admin.listTopics().names().get()).equals(names));
    }
}
