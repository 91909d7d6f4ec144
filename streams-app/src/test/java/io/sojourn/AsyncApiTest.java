package io.sojourn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** {@code docs/asyncapi.json} is generated from the catalogue and the schemas, so that it cannot drift. */
class AsyncApiTest {
    private static final Path FILE = Path.of("..", "docs", "asyncapi.json");
    private static final String REGENERATE =
            "mvn -pl streams-app -am test -Dtest=AsyncApiTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dsojourn.write.docs=true";

    @Test
    void the_document_says_what_catalogue_and_schemas_say() throws Exception {
        if (Boolean.getBoolean("sojourn.write.docs")) {
            Files.writeString(FILE, AsyncApi.text());
        }
        assertThat(Files.readString(FILE))
                .as("docs/asyncapi.json is generated. To write it anew: " + REGENERATE)
                .isEqualTo(AsyncApi.text());
    }

    @Test
    void every_reference_leads_somewhere_and_every_payload_is_a_schema() {
        JsonNode document = AsyncApi.document();
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
        JsonNode messages = document.path("components").path("messages");
        assertThat(messages).hasSizeGreaterThan(20);
        messages.forEach(message -> {
            JsonNode schema = message.path("payload").path("schema");
            if (message.has("contentType")) { // in JSON; JsonMirrorTest holds real records against these
                assertThat(schema.path("type").asText()).isEqualTo("object");
            } else {
                assertThat(new Schema.Parser().parse(schema.toString()).getFullName())
                        .isEqualTo(message.path("name").asText());
            }
        });
    }
}
