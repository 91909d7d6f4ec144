package io.sojourn.collector;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * How much the collector takes and how long an answer takes, by senders that each wait for their answer: {@code
 * scripts/collector-load}. Broker, registry and senders are one process, the collector is another, all on this machine.
 */
final class CollectorLoad {
    private static final String ORDER = """
            {"type":"track","messageId":"%s","userId":"customer-%d","event":"Order Completed","timestamp":"2026-01-31T12:00:00.000Z",\
            "properties":{"order_id":"%s","total":59.97,"currency":"USD","products":[{"product_id":"p-1","quantity":3,"price":19.99}]}}""";

    private CollectorLoad() {}

    /**
     * Prints the table.
     *
     * @param args seconds for each row
     */
    public static void main(String[] args) throws Exception {
        var seconds = Duration.ofSeconds(Long.parseLong(args[0]));
        var dir = Files.createTempDirectory("collector-load");
        int port = CollectorProcess.freePort();
        try (var house = new House(dir, true)) {
            var collector = CollectorProcess.start(house, List.of(), port, dir.resolve("collector.log"));
            try {
                CollectorProcess.awaitListening(port);
                measure(port, 8, 20, seconds); // warms up
                System.out.printf(
                        "%8s %8s %12s %10s %10s %10s %10s%n",
                        "senders", "a batch", "events/s", "p50 ms", "p99 ms", "max ms", "refused");
                for (int[] load : new int[][] {{1, 1}, {32, 1}, {32, 20}, {128, 20}, {32, 200}}) {
                    System.out.println(measure(port, load[0], load[1], seconds));
                }
                System.out.printf("memory of the collector: %d MiB%n", resident(collector) >> 10);
            } finally {
                collector.destroyForcibly().waitFor();
            }
        }
    }

    private static String measure(int port, int senders, int batch, Duration time) throws Exception {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var micros = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), 3);
        var taken = new AtomicLong();
        var refused = new AtomicLong();
        var number = new AtomicLong(System.nanoTime());
        var threads = Executors.newFixedThreadPool(senders);
        long began = System.nanoTime();
        long end = began + time.toNanos();
        var running = new ArrayList<java.util.concurrent.Future<?>>();
        for (int i = 0; i < senders; i++) {
            running.add(threads.submit(() -> {
                while (System.nanoTime() < end) {
                    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/batch"))
                            .POST(BodyPublishers.ofString(body(batch, number)))
                            .build();
                    long sent = System.nanoTime();
                    var status = client.send(request, BodyHandlers.discarding()).statusCode();
                    micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
                    (status == 200 ? taken : refused).addAndGet(batch);
                }
                return null;
            }));
        }
        for (var each : running) {
            each.get();
        }
        threads.shutdown();
        double took = (System.nanoTime() - began) / 1e9;
        return String.format(
                "%8d %8d %,12.0f %10.1f %10.1f %10.1f %,10d",
                senders,
                batch,
                taken.get() / took,
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3,
                refused.get());
    }

    private static String body(int batch, AtomicLong number) {
        return IntStream.range(0, batch)
                .mapToObj(i -> {
                    long each = number.incrementAndGet();
                    return ORDER.formatted("m-" + each, each % 10_000, "o-" + each);
                })
                .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
    }

    /** In KiB; 0 where the system does not tell. */
    private static long resident(Process process) throws Exception {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        return !Files.exists(status)
                ? 0
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0);
    }
}
