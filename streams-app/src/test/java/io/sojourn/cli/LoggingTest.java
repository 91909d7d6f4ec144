package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {

    @AfterEach
    void backToText() {
        Logging.use("text", Logging.Loudness.SERVICE);
    }

    @Test
    void json_lines_carry_message_and_key_values() throws Exception {
        var line = logged("json", Logging.Loudness.SERVICE);
        var json = new ObjectMapper().readTree(line);
        assertThat(json.get("formattedMessage").asText()).isEqualTo("ledger checked");
        assertThat(json.get("level").asText()).isEqualTo("INFO");
        assertThat(json.get("kvpList").toString()).contains("partitions");
    }

    @Test
    void text_is_one_line_for_people() {
        assertThat(logged("text", Logging.Loudness.SERVICE).strip().lines())
                .singleElement()
                .asString()
                .contains("INFO", "Ledger: ledger checked", "partitions=\"8\"");
    }

    @Test
    void kafka_is_quiet_unless_asked() {
        var client = LoggerFactory.getLogger("org.apache.kafka.clients.NetworkClient");
        Logging.use("text", Logging.Loudness.SHORT_COMMAND);
        assertThat(client.isErrorEnabled()).isFalse();
        Logging.use("text", Logging.Loudness.SERVICE);
        assertThat(client.isWarnEnabled()).isTrue();
        assertThat(client.isInfoEnabled()).isFalse();
        Logging.use("text", Logging.Loudness.VERBOSE);
        assertThat(client.isInfoEnabled()).isTrue();
        assertThat(LoggerFactory.getLogger("io.sojourn.x").isDebugEnabled()).isTrue();
    }

    private static String logged(String format, Logging.Loudness loudness) {
        var bytes = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Logging.use(format, loudness);
            LoggerFactory.getLogger("io.sojourn.stream.Ledger")
                    .atInfo()
                    .addKeyValue("partitions", 8)
                    .log("ledger checked");
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
