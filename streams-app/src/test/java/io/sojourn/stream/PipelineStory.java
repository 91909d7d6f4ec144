package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.decisions.StageTransition;
import io.sojourn.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on a real broker: in this process everywhere, and in a container where a Docker engine runs. */
abstract class PipelineStory {
    @TempDir
    Path dir;

    abstract House house(Path dir);

    @Test
    void an_order_comes_out_as_a_transition_and_a_silence_at_its_own_instant() {
        try (House house = house(dir).open()) {
            Instant now = Instant.now();
            Instant deadline = now.plusSeconds(12);
            house.send(Topics.ORDERS, House.order("ann", "o1", deadline.minus(Duration.ofDays(90)), "10"));
            house.settle();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> transitions(house, "ann").size() == 2);

            List<StageTransition> transitions = transitions(house, "ann");
            assertThat(transitions).extracting(StageTransition::getTo).containsExactly("NEW", "DORMANT");
            Instant effective = transitions.get(1).getEffectiveAt();
            assertThat(effective.toEpochMilli()).isEqualTo(deadline.toEpochMilli());
            assertThat(transitions.get(1).getDetectedAt()).isBetween(effective, effective.plusSeconds(20));
            assertThat(house.pipeline().customer("ann")).isPresent();
        }
    }

    private static List<StageTransition> transitions(House house, String customer) {
        List<SpecificRecord> all = house.read(Topics.STAGE_TRANSITIONS);
        return all.stream()
                .map(StageTransition.class::cast)
                .filter(each -> each.getCustomerId().equals(customer))
                .toList();
    }
}
