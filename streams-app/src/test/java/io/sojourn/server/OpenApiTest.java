package io.sojourn.server;

import static io.sojourn.server.Served.json;
import static io.sojourn.server.Served.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.javalin.router.ParsedEndpoint;
import io.sojourn.decisions.TagState;
import io.sojourn.decisions.WarningState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private final Served served = new Served();
    private JsonNode document = Json.read("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    @BeforeEach
    void readWhatIsServed() throws IOException {
        document = new ObjectMapper(new YAMLFactory())
                .readTree(served.get("/openapi.yaml").body());
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void every_route_is_described_and_every_description_is_a_route() {
        var routes = served.server.http().unsafe.internalRouter.allHttpHandlers().stream()
                .map(this::methodAndPath)
                .filter(route -> !route.startsWith("BEFORE"))
                .collect(Collectors.toCollection(TreeSet::new));
        var described = new TreeSet<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method ->
                                described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));

        assertThat(described).isEqualTo(routes).contains("GET /customers/{id}");
    }

    @Test
    void the_index_lists_every_address() {
        var index = text(served.get("/"));

        document.path("paths")
                .fieldNames()
                .forEachRemaining(path -> assertThat(index).contains("<code>" + path + "</code>"));
        assertThat(index).contains("单个客户");
    }

    @Test
    void answers_have_exactly_the_fields_that_are_described() {
        served.instance.customers.put("17850", Decided.standing("17850"));
        served.instance.population.put("reference", Map.of("active", 7L));
        compare(json(served.get("/customers/17850")), "Customer");
        compare(json(served.get("/customers/nobody")), "Problem");
        compare(json(served.get("/stages")), "Population");
        compare(json(served.get("/health/live")), "Liveness");
        served.instance.vitals =
                new Vitals(KafkaStreams.State.RUNNING, 1_000, 0, 0, true, null, Set.of("import:a"), null);
        compare(json(served.get("/health/ready")), "Readiness");
        var history = new History(
                List.of(Decided.moved("17850", 1, "prospect", "new", 0)),
                List.of(Decided.warned("17850", 1, WarningState.RAISED, 90)),
                List.of(Decided.tagged("17850", 1, TagState.ADDED, 90)),
                List.of(Decided.due("17850", 1, 90)),
                0,
                5,
                9);
        compare(history.view("17850"), "History");
    }

    private void compare(JsonNode answer, String schema) {
        compare(answer, document.at("/components/schemas/" + schema), schema);
    }

    private void compare(JsonNode answer, JsonNode schema, String where) {
        if (schema.has("$ref")) {
            compare(answer, document.at(schema.path("$ref").textValue().substring(1)), where);
        } else if (schema.has("oneOf")) {
            compare(
                    answer,
                    schema.path("oneOf")
                            .get(List.of("stage", "warning", "tag", "care")
                                    .indexOf(answer.path("kind").textValue())),
                    where);
        } else if (schema.has("properties")) {
            assertThat(answer.properties().stream().map(Map.Entry::getKey))
                    .as(where)
                    .isSubsetOf(schema.path("properties").properties().stream()
                            .map(Map.Entry::getKey)
                            .toList());
            schema.path("required")
                    .forEach(field -> assertThat(answer.has(field.textValue()))
                            .as(where + "." + field.textValue())
                            .isTrue());
            answer.properties()
                    .forEach(field -> compare(
                            field.getValue(),
                            schema.path("properties").path(field.getKey()),
                            where + "." + field.getKey()));
        } else if (schema.path("type").asText().equals("array")) {
            assertThat(answer.isArray() && !answer.isEmpty())
                    .as(where + " has an example")
                    .isTrue();
            answer.forEach(item -> compare(item, schema.path("items"), where + "[]"));
        } else {
            compareLeaf(answer, schema, where);
        }
    }

    private static void compareLeaf(JsonNode answer, JsonNode schema, String where) {
        assertThat(answer.isValueNode()).as(where).isTrue();
        var types = schema.path("type").isArray()
                ? schema.path("type").valueStream().map(JsonNode::textValue).toList()
                : List.of(schema.path("type").asText("string"));
        var is = answer.isNull() ? "null" : answer.isBoolean() ? "boolean" : answer.isNumber() ? "integer" : "string";
        assertThat(types).as(where).contains(is);
        if (schema.has("pattern")) {
            assertThat(answer.textValue())
                    .as(where)
                    .matches(schema.path("pattern").textValue());
        }
        if (schema.has("enum")) {
            assertThat(schema.path("enum").valueStream().map(JsonNode::textValue))
                    .as(where)
                    .contains(answer.textValue());
        }
    }

    private String methodAndPath(ParsedEndpoint route) {
        return route.endpoint.method.name() + " " + route.endpoint.path;
    }
}
