package io.sojourn.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sojourn.decisions.StageTransition;
import io.sojourn.schemas.RecordJson;
import io.sojourn.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on a real broker: in this process everywhere, and in a container where a Docker engine runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PipelineStory {
    private static final Duration SOON = Duration.ofSeconds(40);

    private @Nullable House house;

    /** Null where there can be none. */
    abstract @Nullable House found(Path dir);

    @BeforeAll
    void open(@TempDir Path dir) {
        House closed = found(dir);
        house = closed == null ? null : closed.open();
    }

    @BeforeEach
    void skipWithoutHouse() {
        assumeTrue(house != null, "skipped: no Docker engine answers here; the same test runs on the embedded broker");
    }

    @AfterAll
    void close() {
        if (house != null) { // where there is no engine
            house.close();
        }
    }

    private House house() {
        return Objects.requireNonNull(house);
    }

    @Test
    void an_order_comes_out_as_a_transition_and_a_silence_at_its_own_instant() {
        Instant deadline = silentSoon("ann");
        await().atMost(SOON).until(() -> transitions("ann").size() == 2);

        List<StageTransition> transitions = transitions("ann");
        assertThat(transitions).extracting(StageTransition::getTo).containsExactly("NEW", "DORMANT");
        Instant effective = transitions.get(1).getEffectiveAt();
        assertThat(effective.toEpochMilli()).isEqualTo(deadline.toEpochMilli());
        assertThat(transitions.get(1).getDetectedAt()).isBetween(effective, effective.plusSeconds(20));
        assertThat(house().pipeline().customer("ann")).isPresent();
    }

    @Test
    void a_mirror_switched_on_later_holds_what_was_decided_before_and_goes_on() {
        house().send(Topics.ORDERS, House.order("early", "e1", Instant.now(), "10"));
        house().settle();
        house().shut();
        house().with("mirror.json", "stage-transitions").open();
        house().send(Topics.ORDERS, House.order("late", "l1", Instant.now(), "412.505"));
        house().settle();

        String json = Topics.inJson(Topics.STAGE_TRANSITIONS);
        await().atMost(SOON).untilAsserted(() -> {
            var decided = byPartition(
                    Topics.STAGE_TRANSITIONS,
                    record -> RecordJson.of(house().wire().decode(record.topic(), record.value()))
                            .toString());
            assertThat(decided.toString()).contains("early/reference/1", "late/reference/1");
            assertThat(byPartition(json, record -> new String(record.value(), UTF_8)))
                    .isEqualTo(decided);
        });
        assertThat(house().pipeline().customer("early")).isPresent();
    }

    /** Each record's key, time and text in the order of its partition. */
    private Map<Integer, List<String>> byPartition(
            String topic, Function<ConsumerRecord<byte[], byte[]>, String> text) {
        return house().records(topic).stream()
                .collect(Collectors.groupingBy(
                        ConsumerRecord::partition,
                        TreeMap::new,
                        Collectors.mapping(
                                record -> Arrays.toString(record.key()) + " " + record.timestamp() + " "
                                        + Arrays.toString(record.headers().toArray()) + " " + text.apply(record),
                                Collectors.toList())));
    }

    /** Orders 90 days ago less some seconds; answers when that has become 90 days. */
    private Instant silentSoon(String customer) {
        Instant deadline = Instant.now().plusSeconds(12);
        house().send(Topics.ORDERS, House.order(customer, customer + "-1", deadline.minus(Duration.ofDays(90)), "10"));
        house().settle();
        return deadline;
    }

    private List<StageTransition> transitions(String customer) {
        List<SpecificRecord> all = house().read(Topics.STAGE_TRANSITIONS);
        return all.stream()
                .map(StageTransition.class::cast)
                .filter(each -> each.getCustomerId().equals(customer))
                .toList();
    }
}
