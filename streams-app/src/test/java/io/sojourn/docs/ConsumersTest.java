package io.sojourn.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sojourn.NodeFolder;
import io.sojourn.decisions.Because;
import io.sojourn.decisions.Cause;
import io.sojourn.decisions.Rfm;
import io.sojourn.decisions.StageTransition;
import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.dev.EmbeddedRegistry;
import io.sojourn.ledger.Mode;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The consumers in other languages, unmodified: of the decisions that {@code docs/consuming.md} shows they print just that. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ConsumersTest {
    private static final Path PAGE = Page.ROOT.resolve("docs/consuming.md");
    private static final Path EXAMPLES = Page.ROOT.resolve("docs/examples/consumers");
    private static final Pattern LINE =
            Pattern.compile("(\\S+) (\\S+) (\\S+) (\\S+) -> (\\S+) because (.+) net (\\S+) id \\S+/(\\d+)");

    /** Debian's own has the packages of Debian, whichever stands first on the path. */
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    @TempDir
    static Path dir;

    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(dir.resolve("broker"));
        registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void node_prints_what_the_page_shows() throws Exception {
        Path folder = NodeFolder.ready("consumers");
        // Packages are looked for beside the program.
        Path program = Files.copy(
                EXAMPLES.resolve("transitions.mjs"),
                folder.resolve("transitions.mjs"),
                StandardCopyOption.REPLACE_EXISTING);
        List<String> shown = shown("node transitions.mjs");
        publish(Topics.STAGE_TRANSITIONS, shown);

        assertThat(printed(Map.of(), "node", program.toString(), "" + shown.size()))
                .isEqualTo(shown);
    }

    @Test
    void python_prints_what_the_page_shows() throws Exception {
        String python = PYTHONS.stream()
                .filter(ConsumersTest::hasItsPackages)
                .findFirst()
                .orElse("");
        assumeTrue(!python.isEmpty(), "no python3 with confluent_kafka and avro is here: transitions.py left out");
        List<String> shown = shown("python3 transitions.py");
        publish("transitions-for-python", shown);

        String program = EXAMPLES.resolve("transitions.py").toString();
        assertThat(printed(Map.of("TOPIC", "transitions-for-python"), python, program, "" + shown.size()))
                .isEqualTo(shown);
    }

    /** What the page shows below this command. */
    private static List<String> shown(String command) throws IOException {
        var found = Pattern.compile("(?m)^\\$ " + Pattern.quote(command) + " (\\d+)\n((?:\\d{4}-.+\n)+)```$")
                .matcher(Files.readString(PAGE));
        assertThat(found.find()).as(command + " on the page").isTrue();
        List<String> lines = found.group(2).lines().toList();
        assertThat(lines).hasSize(Integer.parseInt(found.group(1)));
        return lines;
    }

    /** As the application does: in a transaction. The one before it was never decided. */
    private static void publish(String topic, List<String> lines) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", topic);
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                var wire = new WireFormat(Map.of("schema.registry.url", registry.url()));
                var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            producer.initTransactions();
            producer.beginTransaction();
            StageTransition undone = decision(lines.get(0).replaceFirst(" \\S+ ", " nobody "));
            producer.send(new ProducerRecord<>(topic, "nobody", wire.encode(topic, undone)))
                    .get();
            producer.abortTransaction();
            producer.beginTransaction();
            for (String line : lines) {
                StageTransition decided = decision(line);
                producer.send(new ProducerRecord<>(topic, decided.getCustomerId(), wire.encode(topic, decided)))
                        .get();
            }
            producer.commitTransaction();
        }
    }

    /** The decision that is printed so. */
    private static StageTransition decision(String line) {
        var shown = LINE.matcher(line);
        assertThat(shown.matches()).as(line).isTrue();
        Instant at = OffsetDateTime.parse(shown.group(1)).toInstant();
        BigDecimal net = new BigDecimal(shown.group(7)).setScale(4);
        BigDecimal nothing = new BigDecimal("0.0000");
        return StageTransition.newBuilder()
                .setId(shown.group(2) + "/" + shown.group(3) + "/" + shown.group(8))
                .setCustomerId(shown.group(2))
                .setLadder(shown.group(3))
                .setFrom(shown.group(4))
                .setTo(shown.group(5))
                .setOrdinal(Integer.parseInt(shown.group(8)))
                .setEffectiveAt(at)
                .setDetectedAt(at)
                .setMode(Mode.LIVE)
                .setCause(Cause.EVENT)
                .setBecause(new Because(shown.group(6), List.of(), List.of()))
                .setPolicy("reference")
                .setPolicyVersion(1)
                .setRfm(new Rfm(365, at, 1, net, nothing, net))
                .setPreviousStageMillis(null)
                .setChain("")
                .build();
    }

    private static List<String> printed(Map<String, String> more, String... command) throws Exception {
        Path out = dir.resolve(command[0].replace('/', '-') + ".out");
        Path err = dir.resolve(command[0].replace('/', '-') + ".err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        builder.environment().put("SCHEMA_REGISTRY_URL", registry.url());
        builder.environment().putAll(more);
        var process = builder.start();
        try {
            boolean ended = process.waitFor(1, TimeUnit.MINUTES);
            assertThat(ended).as(Files.readString(err)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(err)).isZero();
            return Files.readAllLines(out);
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean hasItsPackages(String python) {
        try {
            var process = new ProcessBuilder(python, "-c", "import confluent_kafka, avro.io")
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("python.log").toFile())
                    .start();
            boolean ended = process.waitFor(1, TimeUnit.MINUTES);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
