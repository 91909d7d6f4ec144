package io.sojourn.proof.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.customer.CustomerId;
import io.sojourn.decisions.StageTransition;
import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.dev.EmbeddedRegistry;
import io.sojourn.events.OrderCompleted;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Decision;
import io.sojourn.lifecycle.Lifecycle;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.ActivityCodec;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FlinkLifecycleTest {
    private static final int WINDOW_DAYS = 365;

    @TempDir
    static Path dir;

    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;
    private static WireFormat wire;
    private static List<OrderCompleted> orders;

    @BeforeAll
    static void writeTheLedger() {
        broker = EmbeddedBroker.start(dir.resolve("broker"));
        registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
        wire = new WireFormat(Map.of("schema.registry.url", registry.url()));
        orders = SmallLedger.orders();
        SmallLedger.write(broker.bootstrapServers(), wire, orders);
    }

    @AfterAll
    static void stop() {
        wire.close();
        registry.close();
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"HEAP, EXACTLY_ONCE", "HEAP, AT_LEAST_ONCE", "ROCKSDB, EXACTLY_ONCE", "ROCKSDB_TUNED, AT_LEAST_ONCE"})
    void decides_what_the_fold_alone_decides(Backend backend, DeliveryGuarantee guarantee) throws Exception {
        DecisionsFrom found = DecisionsFrom.nowOn(broker.bootstrapServers(), Topics.STAGE_TRANSITIONS);

        JsonNode outcome = run(backend, guarantee);

        assertThat(found.toTheEnd().stream().map(FlinkLifecycleTest::shown))
                .containsExactlyInAnyOrderElementsOf(expected());
        assertThat(outcome.get("events").asLong()).isEqualTo(orders.size());
        assertThat(outcome.get("seconds").asDouble()).isPositive();
        assertThat(outcome.get("peakRssBytes").asLong()).isPositive();
        assertThat(outcome.get("stateBytes").asLong()).isPositive();
    }

    private static JsonNode run(Backend backend, DeliveryGuarantee guarantee) throws Exception {
        Path scratch = Files.createDirectories(dir.resolve(backend + "-" + guarantee.name()));
        File complaints = scratch.resolve("stderr").toFile();
        List<String> arguments = List.of(
                "--bootstrap=" + broker.bootstrapServers(),
                "--registry=" + registry.url(),
                "--end=" + SmallLedger.END,
                "--backend=" + backend,
                "--guarantee=" + guarantee.name().toLowerCase(Locale.ROOT),
                "--checkpoint-interval-ms=300",
                "--parallelism=2",
                "--dir=" + scratch);
        Process flink = FlinkJvm.command(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"), arguments)
                .redirectError(complaints)
                .start();
        String printed = new String(flink.getInputStream().readAllBytes(), UTF_8);
        assertThat(flink.waitFor()).as(Files.readString(complaints.toPath())).isZero();
        assertThat(printed.lines()).hasSize(1);
        return new ObjectMapper().readTree(printed);
    }

    private static List<String> expected() {
        Lifecycle lifecycle = new Lifecycle(ReferencePolicy.overDays(WINDOW_DAYS));
        List<String> moves = new ArrayList<>();
        for (String customer :
                orders.stream().map(OrderCompleted::getCustomerId).distinct().toList()) {
            Standing standing = lifecycle.begin(new CustomerId(customer));
            for (OrderCompleted order : orders) {
                if (order.getCustomerId().equals(customer)) {
                    while (standing.lookAgainAt() < order.getOccurredAt().toEpochMilli()) {
                        standing = heard(lifecycle.onSilence(standing), moves);
                    }
                    standing = heard(lifecycle.onActivity(standing, ActivityCodec.read(order)), moves);
                }
            }
            while (standing.isDueBy(SmallLedger.END)) {
                standing = heard(lifecycle.onSilence(standing), moves);
            }
        }
        assertThat(moves).hasSizeGreaterThan(1_000).anyMatch(move -> move.contains("CHURNED"));
        return moves;
    }

    private static Standing heard(Decision decision, List<String> moves) {
        for (Announcement announcement : decision.announcements()) {
            if (announcement instanceof Announcement.StageChanged change) {
                String id = change.customer() + "/" + change.subject() + "/" + change.ordinal();
                moves.add(id + " " + change.from() + " > " + change.to() + " at " + change.at() + " "
                        + change.chain().hex());
            }
        }
        return decision.standing();
    }

    private static String shown(byte[] value) {
        StageTransition move = (StageTransition) wire.decode(Topics.STAGE_TRANSITIONS, value);
        return move.getId() + " " + move.getFrom() + " > " + move.getTo() + " at "
                + move.getEffectiveAt().toEpochMilli() + " " + move.getChain();
    }
}
