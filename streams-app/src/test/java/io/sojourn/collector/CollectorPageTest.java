package io.sojourn.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers quoted in {@code docs/collector.md} are those that come. */
class CollectorPageTest {
    private static final Path PAGE = Path.of("..", "docs", "collector.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("(?m)^\\$ curl -s -u (\\w+): localhost:8090(\\S+)(.*) -d '(.*)'\n(.*)$");
    private static final Pattern HEADER = Pattern.compile("-H '([^:]+): ([^']+)'");

    @TempDir
    Path dir;

    @Test
    void answers_quoted_are_those_that_come() throws Exception {
        var keys = Files.writeString(dir.resolve("keys"), "KEY\n");
        var examples = EXAMPLE.matcher(Files.readString(PAGE)).results().toList();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(5);
        try (var counter = new Counter("collector.keys.file=" + keys)) {
            for (var example : examples) {
                var request = counter.request(example.group(2), BodyPublishers.ofString(example.group(4)))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder().encodeToString((example.group(1) + ":").getBytes(UTF_8)));
                HEADER.matcher(example.group(3))
                        .results()
                        .forEach(header -> request.header(header.group(1), header.group(2)));
                assertThat(counter.send(request.build()).body())
                        .as(example.group())
                        .isEqualTo(example.group(5));
            }
        }
    }
}
