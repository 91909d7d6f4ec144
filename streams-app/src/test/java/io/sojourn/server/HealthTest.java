package io.sojourn.server;

import static io.sojourn.server.Served.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HealthTest {
    private static final long PLENTY = 1_000_000;

    private final Served served = new Served();

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void a_running_instance_is_ready_up_to_its_very_limits() {
        served.instance.vitals = new Vitals(
                State.RUNNING,
                Served.MAX_LAG,
                0,
                Served.MIN_FREE_DISK,
                false,
                Decided.START,
                Set.of("import:2010"),
                null);

        var response = served.get("/health/ready");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("ready").booleanValue()).isTrue();
        assertThat(json(response).path("clock").textValue()).isEqualTo("2011-02-10T14:38:00.000Z");
        assertThat(json(response).at("/clockHeldBy/0").textValue()).isEqualTo("import:2010");
    }

    static Stream<Object[]> troubles() {
        return Stream.of(
                new Object[] {"LAG", vitals(State.RUNNING, Served.MAX_LAG + 1, 0, PLENTY, false)},
                new Object[] {"RESTORING", vitals(State.RUNNING, 0, 1, PLENTY, false)},
                new Object[] {"DISK", vitals(State.RUNNING, 0, 0, Served.MIN_FREE_DISK - 1, false)},
                new Object[] {"REGISTRY", vitals(State.RUNNING, 0, 0, PLENTY, true)},
                new Object[] {"STREAMS_REBALANCING", vitals(State.REBALANCING, 0, 0, PLENTY, false)});
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void one_trouble_is_one_reason(String code, Vitals vitals) {
        served.instance.vitals = vitals;

        var response = served.get("/health/ready");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(json(response).path("reasons")).hasSize(1);
        assertThat(json(response).at("/reasons/0/code").textValue()).isEqualTo(code);
        assertThat(json(response).at("/reasons/0/hint").textValue()).isNotBlank();
        assertThat(served.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void who_was_refused_says_who_lacks_what() {
        var lacking = "User:app lacks Read on topic orders";
        served.instance.vitals = new Vitals(State.ERROR, 0, 0, PLENTY, false, null, Set.of(), lacking);

        var reasons = json(served.get("/health/ready")).path("reasons");

        assertThat(reasons.findValuesAsText("code")).containsExactly("STREAMS_ERROR", "RIGHTS");
        assertThat(reasons.findValuesAsText("message")).anyMatch(message -> message.contains(lacking));
        assertThat(reasons.findValuesAsText("hint")).anyMatch(hint -> hint.contains("sojourn doctor"));
    }

    @Test
    void all_troubles_are_told_at_once() {
        served.instance.vitals = vitals(State.REBALANCING, Served.MAX_LAG + 1, 1, 0, true);

        assertThat(json(served.get("/health/ready")).path("reasons")).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource(KafkaStreams.State.class)
    void only_what_cannot_recover_is_not_alive(KafkaStreams.State state) {
        served.instance.vitals = vitals(state, 0, 0, PLENTY, false);

        var recovers = Set.of(State.CREATED, State.REBALANCING, State.RUNNING).contains(state);
        assertThat(served.get("/health/live").statusCode()).isEqualTo(recovers ? 200 : 503);
    }

    private static Vitals vitals(State state, long lag, long stillToRestore, long freeDisk, boolean registryWaiting) {
        return new Vitals(state, lag, stillToRestore, freeDisk, registryWaiting, null, Set.of(), null);
    }
}
