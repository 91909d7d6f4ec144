package io.sojourn.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.NodeFolder;
import io.sojourn.server.RunningInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Libraries nobody here wrote, unmodified and from npm, send to a collector that is killed and started again on the way:
 * every event lies on its topic, under one id each, and is in its customer's facts once. {@code scripts/sdk-check} does it
 * with 5,000 events.
 */
@SuppressWarnings("try") // of some it is only asked that they run, and that they are closed
class SdkTest {
    private static final int EVENTS = Integer.getInteger("sojourn.sdk.events", 300);
    private static final List<String> LIBRARIES = List.of("segment", "rudderstack");
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    static Path dir;

    private static Path folder;
    private static House house;

    @BeforeAll
    static void open() throws Exception {
        folder = NodeFolder.ready("sdk");
        house = new House(dir, true);
    }

    @AfterAll
    static void close() {
        if (house != null) {
            house.close();
        }
    }

    @Test
    void every_event_arrives_though_the_collector_is_killed() throws Exception {
        int port = CollectorProcess.freePort();
        var keys = Files.writeString(dir.resolve("keys"), House.KEY + " the shop\n");
        var collector = collector(port, keys);
        var shops = new ArrayList<Process>();
        try {
            CollectorProcess.awaitListening(port);
            for (var library : LIBRARIES) {
                shops.add(new ProcessBuilder(
                                "node", "send.js", library, "http://127.0.0.1:" + port, House.KEY, "" + EVENTS)
                        .directory(folder.toFile())
                        .redirectOutput(said(library).toFile())
                        .redirectError(dir.resolve(library + ".err").toFile())
                        .start());
            }
            await().atMost(LONG)
                    .until(() -> LIBRARIES.stream().allMatch(library -> delivered(library) >= EVENTS / 4)
                            || shops.stream().noneMatch(Process::isAlive));
            collector.destroyForcibly().waitFor();
            collector = collector(port, keys);

            for (int i = 0; i < shops.size(); i++) {
                assertThat(shops.get(i).waitFor(LONG.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                assertThat(shops.get(i).exitValue())
                        .as(Files.readString(dir.resolve(LIBRARIES.get(i) + ".err")))
                        .isZero();
            }
            collector.destroy(); // SIGTERM
            assertThat(collector.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(collector.exitValue()).isZero();
        } finally {
            shops.forEach(Process::destroyForcibly);
            collector.destroyForcibly().waitFor();
        }

        var all = house.all();
        for (var library : LIBRARIES) {
            var idsByOrder = new TreeMap<String, Set<String>>();
            var orders = all.stream()
                    .filter(each -> each.get("orderId").toString().startsWith(library))
                    .toList();
            orders.forEach(each -> idsByOrder
                    .computeIfAbsent(each.get("orderId").toString(), id -> new HashSet<>())
                    .add(each.get("eventId").toString()));
            System.out.printf(
                    "%s: %d events sent, %d failures on the way, %d records, %d of them repetitions%n",
                    library,
                    EVENTS,
                    Files.readAllLines(dir.resolve(library + ".err")).size(),
                    orders.size(),
                    orders.size() - EVENTS);
            assertThat(idsByOrder).as(library).hasSize(EVENTS);
            assertThat(idsByOrder.values()).as(library).allMatch(ids -> ids.size() == 1);
        }

        var ordersOf = new TreeMap<String, Integer>();
        all.stream()
                .map(each -> each.get("orderId") + " " + each.get("customerId"))
                .distinct()
                .forEach(order -> ordersOf.merge(order.substring(order.indexOf(' ') + 1), 1, Integer::sum));
        var settings = house.settings("state.dir=" + dir.resolve("state"), "http.port=0", "tick.interval=200ms");
        try (var instance = RunningInstance.start(settings)) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(house.customers())
                            .hasSameSizeAs(ordersOf)
                            .allSatisfy((customer, state) ->
                                    assertThat(state.getOrders()).as(customer).isEqualTo(ordersOf.get(customer))));
        }
    }

    private static Path said(String library) {
        return dir.resolve(library + ".out");
    }

    /** As far as the library has said. */
    private static int delivered(String library) {
        try {
            return Files.readAllLines(said(library)).stream()
                    .filter(line -> line.startsWith("delivered "))
                    .mapToInt(line -> Integer.parseInt(line.substring(10)))
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process collector(int port, Path keys) throws IOException {
        return CollectorProcess.start(
                house, CollectorProcess.HASTY, port, dir.resolve("collector.log"), "collector.keys.file=" + keys);
    }
}
