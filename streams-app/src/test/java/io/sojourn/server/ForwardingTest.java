package io.sojourn.server;

import static io.sojourn.server.Served.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardingTest {
    private final Served asked = new Served();
    private final Served owner = new Served();

    @BeforeEach
    void oneOwnsWhatTheOtherIsAskedFor() {
        asked.instance.holdsPartition = false;
        asked.instance.owner = owner.address();
        asked.instance.everyone = List.of(asked.address(), owner.address());
        owner.instance.everyone = asked.instance.everyone;
        owner.instance.owner = owner.address();
        asked.instance.share = new Instance.Share(5, 8);
        owner.instance.share = new Instance.Share(3, 8);
    }

    @AfterEach
    void stop() {
        asked.close();
        owner.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"17850", "客户/7 +%", "..", "a?b#c;d", "x.y"})
    void a_customer_of_another_instance_is_fetched_from_there(String id) {
        owner.instance.customers.put(id, Decided.standing(id));
        var escaped = URLEncoder.encode(id, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E");

        var response = asked.get("/customers/" + escaped);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("customerId").textValue()).isEqualTo(id);
    }

    @Test
    void an_unknown_customer_of_another_instance_is_a_404_with_its_hint() {
        var response = asked.get("/customers/nobody");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).path("error").textValue()).isEqualTo("customer-unknown");
    }

    @Test
    void two_that_take_each_other_for_the_owner_do_not_ask_for_ever() {
        owner.instance.holdsPartition = false;
        owner.instance.owner = asked.address();

        var response = asked.get("/customers/17850");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(response).path("error").textValue()).isEqualTo("partition-moving");
    }

    @Test
    void an_owner_that_is_gone_is_a_503_that_names_it() throws Exception {
        var gone = unusedAddress();
        asked.instance.owner = gone;

        var response = asked.get("/customers/17850");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(json(response).path("error").textValue()).isEqualTo("instance-silent");
        assertThat(json(response).path("message").textValue()).contains(gone.host() + ":" + gone.port());
    }

    @Test
    void the_stages_of_all_instances_are_summed_whoever_is_asked() {
        asked.instance.holdsPartition = true;
        asked.instance.population.put("reference", Map.of("active", 7L, "new", 1L));
        owner.instance.population.put("reference", Map.of("active", 5L, "churned", 2L));

        for (var someone : List.of(asked, owner)) {
            var population = json(someone.get("/stages"));
            assertThat(population.path("instances").intValue()).isEqualTo(2);
            assertThat(population.at("/ladders/0/customers").longValue()).isEqualTo(15);
            assertThat(population.at("/ladders/0/stages")).anySatisfy(stage -> {
                assertThat(stage.path("stage").textValue()).isEqualTo("active");
                assertThat(stage.path("customers").longValue()).isEqualTo(12);
            });
        }
    }

    @Test
    void stages_that_miss_a_partition_or_count_one_twice_are_no_answer() {
        asked.instance.holdsPartition = true;
        for (int partitions : List.of(4, 6)) {
            asked.instance.share = new Instance.Share(partitions, 8);

            var response = asked.get("/stages");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(json(response).path("error").textValue()).isEqualTo("population-incomplete");
        }
    }

    @Test
    void stages_without_one_instance_are_no_answer() throws Exception {
        asked.instance.holdsPartition = true;
        asked.instance.everyone = List.of(asked.address(), unusedAddress());

        assertThat(asked.get("/stages").statusCode()).isEqualTo(503);
    }

    @Test
    void stages_while_one_instance_restores_are_no_answer() {
        assertThat(owner.get("/stages").statusCode()).isEqualTo(503);
        assertThat(owner.get("/stages", Neighbours.FORWARDED_BY, "x:1").statusCode())
                .isEqualTo(200);
    }

    private static HostInfo unusedAddress() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return new HostInfo("127.0.0.1", socket.getLocalPort());
        }
    }
}
