package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.customer.Activity;
import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Purchases;
import io.sojourn.lifecycle.Lifecycle;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored of a customer in blocks is the customer, and what is written of them does not grow with their orders. */
class BlocksTest {
    private static final Policy POLICY = ReferencePolicy.overDays(365);
    private static final CustomerId ANN = new CustomerId("ann");
    private static final int CACHED = 2;
    private static final long HOUR = 3_600_000;
    private static final long START = 1_290_000_000_000L;

    @TempDir
    Path stateDir;

    private final Lifecycle lifecycle = new Lifecycle(POLICY);
    private TopologyTestDriver driver;
    private Customers customers;

    @BeforeEach
    void start() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "blocks-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "never-contacted:9092");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        Topology topology = new Topology()
                .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "in")
                .addProcessor("none", Nothing::new, "in")
                .addStateStore(Customers.builder(Policies.only(POLICY), CACHED), "none");
        driver = new TopologyTestDriver(topology, settings);
        // Outside of a record there is nothing the store could take time and place from.
        driver.createInputTopic("in", new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new byte[0]);
        customers = (Customers) driver.getStateStore(Customers.STORE);
    }

    private static final class Nothing implements Processor<byte[], byte[], byte[], byte[]> {
        @Override
        public void process(Record<byte[], byte[]> record) {}
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void what_is_remembered_is_what_was_told_whatever_was_written_and_forgotten_in_between() {
        for (long seed = 0; seed < 6; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            CustomerId customer = new CustomerId("c" + seed);
            Standing model = lifecycle.begin(customer);
            Told told = new Told(random);
            for (int i = 0; i < 3_000; i++) {
                model = lifecycle.onActivity(model, told.next()).standing();
                customers.remember(new Remembered(model, i));
                if (random.nextInt(20) == 0) {
                    customers.flushCache();
                    if (random.nextInt(4) == 0) {
                        customers.clearCache();
                    }
                    String story = "seed " + seed + ", event " + i;
                    assertThat(customers.recall(customer)).as(story).isEqualTo(new Remembered(model, i));
                    assertThat(customers.lookUp(customer).map(Remembered::standing))
                            .as(story)
                            .contains(model);
                }
            }
            customers.flushCache();
            assertThat(Blocks.before(model.facts().purchases().counting().size()))
                    .isGreaterThan(20);
            assertThat(Blocks.before(model.facts().purchases().gone().size())).isPositive();
            assertThat(Blocks.before(model.facts().purchases().refunds().size()))
                    .isGreaterThan(5);
        }
        Map<Bytes, byte[]> stored = stored();
        assertThat(changelog())
                .containsOnlyKeys(stored.keySet())
                .allSatisfy((key, bytes) -> assertThat(bytes).isEqualTo(stored.get(key)));
        List<CustomerId> glanced = new ArrayList<>();
        customers.forEach(glance -> glanced.add(glance.customer()));
        assertThat(glanced).hasSize(6);
    }

    @Test
    void no_block_stays_behind_when_orders_are_called_off() {
        Standing standing = bought(ANN, 500);
        customers.remember(new Remembered(standing, 0));
        customers.flushCache();
        for (int i = 0; i < 480; i++) {
            Activity called = new Activity.OrderCancelled("x" + i, START + i * HOUR, "o" + i);
            standing = lifecycle.onActivity(standing, called).standing();
            if (i % 50 == 0) {
                customers.remember(new Remembered(standing, 0));
                customers.flushCache();
            }
        }
        customers.remember(new Remembered(standing, 0));
        customers.flushCache();
        customers.clearCache();

        assertThat(customers.recall(ANN)).isEqualTo(new Remembered(standing, 0));
        Set<Bytes> needed = new TreeSet<>(Set.of(Bytes.wrap(ANN.toKey())));
        new Blocks().changed(ANN, standing.facts().purchases(), Purchases.NONE, (key, bytes) -> needed.add(key));
        assertThat(stored()).containsOnlyKeys(needed);
        assertThat(changelog()).containsOnlyKeys(needed);
    }

    @Test
    void one_order_more_writes_as_little_after_ten_thousand_as_after_fifty() {
        long fifty = bytesForEachOrderAfter(50);
        long tenThousand = bytesForEachOrderAfter(10_000);
        System.out.printf("bytes for each order: %d after 50, %d after 10,000%n", fifty, tenThousand);
        assertThat(tenThousand).isLessThan(600).isLessThan(fifty * 3 / 2);
    }

    private long bytesForEachOrderAfter(int orders) {
        CustomerId customer = new CustomerId("after" + orders);
        Standing standing = bought(customer, orders);
        customers.remember(new Remembered(standing, 0));
        customers.flushCache();
        written();
        int more = 10 * Blocks.STEPS;
        for (int i = orders; i < orders + more; i++) {
            standing = lifecycle.onActivity(standing, order(i)).standing();
            customers.remember(new Remembered(standing, 0));
            customers.flushCache();
        }
        return written().stream()
                        .mapToLong(each -> each.key().length + each.value().length)
                        .sum()
                / more;
    }

    @Test
    void what_is_told_of_an_old_order_writes_its_block_and_no_other() {
        Standing standing = bought(ANN, 10_000);
        customers.remember(new Remembered(standing, 0));
        customers.flushCache();
        written();
        Activity refunded = new Activity.Refunded("r1", START + 10_000 * HOUR, "o4000", 5);
        customers.remember(
                new Remembered(lifecycle.onActivity(standing, refunded).standing(), 0));
        customers.flushCache();

        assertThat(written())
                .extracting(each -> Bytes.wrap(each.key()))
                .containsExactly(
                        new BlockKey(ANN, Blocks.COUNTING, 4_000 / Blocks.STEPS).toBytes(), Bytes.wrap(ANN.toKey()));
    }

    @Test
    @SuppressWarnings("ArrayAsKeyOfSetOrMap") // each of them is only walked over
    void a_block_that_is_missing_cut_short_or_of_another_time_is_refused_by_name() {
        Standing standing = bought(ANN, 1_000);
        customers.remember(new Remembered(standing, 0));
        customers.flushCache();
        Bytes key = new BlockKey(ANN, Blocks.COUNTING, 7).toBytes();
        byte[] bytes = Objects.requireNonNull(customers.wrapped().get(key));
        byte[] next = Objects.requireNonNull(customers.wrapped().get(new BlockKey(ANN, Blocks.COUNTING, 8).toBytes()));
        Map<byte @Nullable [], String> spoilt = new HashMap<>();
        spoilt.put(null, "block 7 of trail 0 of customer ann is missing");
        spoilt.put(Arrays.copyOf(bytes, bytes.length - 1), "block 7 of trail 0 of customer ann cannot be read");
        spoilt.put(Arrays.copyOf(bytes, bytes.length + 1), "block 7 of trail 0 of customer ann is too long");
        spoilt.put(next, "stored standing of customer ann cannot be read");
        spoilt.forEach((instead, message) -> {
            customers.wrapped().put(key, instead);
            customers.clearCache();
            assertThatThrownBy(() -> customers.recall(ANN))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(message);
            assertThatThrownBy(() -> customers.lookUp(ANN)).isInstanceOf(IllegalStateException.class);
        });
        customers.wrapped().put(key, bytes);
        assertThat(customers.lookUp(ANN).map(Remembered::standing)).contains(standing);

        // As it stood before the latest change of one of its orders: sound by itself, but not what the standing says.
        Activity refunded = new Activity.Refunded("r1", START + 1_000 * HOUR, "o230", 5);
        customers.remember(
                new Remembered(lifecycle.onActivity(standing, refunded).standing(), 0));
        customers.flushCache();
        customers.clearCache();
        customers.wrapped().put(key, bytes);
        assertThatThrownBy(() -> customers.recall(ANN)).hasMessageContaining("not those it was written with");
    }

    @Test
    void the_key_of_a_block_is_that_of_nobody_else() {
        List<String> ids = List.of(
                "a",
                "ab",
                "a\u00ff",
                "a\uffff",
                "\u0000",
                "a\u0000\u0000\u0000\u0000\u0000\u0000",
                "ÿÿÿÿÿÿ",
                "订单",
                "😀");
        Set<Bytes> keys = new TreeSet<>();
        int made = 0;
        for (String id : ids) {
            CustomerId customer = new CustomerId(id);
            assertThat(BlockKey.is(customer.toKey())).isFalse();
            keys.add(Bytes.wrap(customer.toKey()));
            made++;
            for (int trail = 0; trail < 3; trail++) {
                for (int block : new int[] {0, 1, 255, 256, 0xff00, Integer.MAX_VALUE}) {
                    Bytes key = new BlockKey(customer, trail, block).toBytes();
                    assertThat(BlockKey.is(key.get())).isTrue();
                    keys.add(key);
                    made++;
                }
            }
        }
        assertThat(keys).hasSize(made);
        assertThat(BlockKey.is(new byte[0])).isFalse();
    }

    @Test
    void who_looks_up_during_write_backs_sees_what_was_written_at_one_of_them() throws InterruptedException {
        Standing standing = bought(ANN, 600);
        customers.remember(new Remembered(standing, 0));
        customers.flushCache();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Standing> seen = new ArrayList<>();
        Map<Integer, Standing> written = new HashMap<>(Map.of(600, standing));
        Thread writer = new Thread(() -> {
            try {
                Standing grown = standing;
                for (int i = 0; i < 600; i++) {
                    // Late, so that every block behind it is another.
                    long at = START + (i % 300) * HOUR + 1 + i;
                    Activity late = new Activity.Ordered("late" + i, at, "late" + i, 10_000, "GBP");
                    grown = lifecycle.onActivity(grown, late).standing();
                    written.put(grown.facts().purchases().counting().size(), grown);
                    customers.remember(new Remembered(grown, i));
                    customers.flushCache();
                }
            } catch (RuntimeException | Error e) {
                failure.set(e);
            }
        });
        writer.start();
        try {
            while (writer.isAlive()) {
                seen.add(customers.lookUp(ANN).orElseThrow().standing());
            }
        } finally {
            writer.join();
        }
        assertThat(failure.get()).isNull();
        assertThat(seen).hasSizeGreaterThan(10);
        for (Standing each : seen) {
            assertThat(each)
                    .isEqualTo(written.get(each.facts().purchases().counting().size()));
        }
    }

    /** Orders in time and late, refunds and cancellations of new and old ones. */
    private static final class Told {
        private final SplittableRandom random;
        private int orders;
        private int events;

        Told(SplittableRandom random) {
            this.random = random;
        }

        Activity next() {
            String event = "e" + events++;
            int dice = orders == 0 ? 9 : random.nextInt(random.nextInt(10) == 0 ? 4 : 30);
            int back = Math.min(orders, 1 + random.nextInt(random.nextInt(8) == 0 ? orders + 1 : 20));
            String known = "o" + (orders - back);
            long now = START + orders * HOUR;
            return switch (dice) {
                case 0 -> new Activity.OrderCancelled(event, now, known);
                case 1 -> new Activity.Refunded(event, now - back * HOUR, known, 1 + random.nextInt(20_000));
                case 2, 4, 5, 6 -> new Activity.Refunded(event, now, random.nextInt(9) == 0 ? null : known, 1);
                case 3, 7 -> new Activity.Ordered(event, now - back * HOUR, "o" + orders++, 10_000, "GBP");
                case 8 -> new Activity.OrderUpdated(event, now, known, 10_000 + random.nextInt(1_000));
                default -> new Activity.Ordered(event, now, "o" + orders++, random.nextInt(1_000_000), "GBP");
            };
        }
    }

    private Standing bought(CustomerId customer, int orders) {
        Standing standing = lifecycle.begin(customer);
        for (int i = 0; i < orders; i++) {
            standing = lifecycle.onActivity(standing, order(i)).standing();
        }
        return standing;
    }

    private static Activity order(int i) {
        return new Activity.Ordered("e" + i, START + i * HOUR, "o" + i, 10_000 + i % 977, "GBP");
    }

    private Map<Bytes, byte[]> stored() {
        Map<Bytes, byte[]> stored = new HashMap<>();
        try (KeyValueIterator<Bytes, byte[]> all = customers.wrapped().all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> next = all.next();
                stored.put(next.key, next.value);
            }
        }
        return stored;
    }

    private Map<Bytes, byte[]> changelog() {
        Map<Bytes, byte[]> latest = new HashMap<>();
        for (TestRecord<byte[], byte[]> each : written()) {
            if (each.value() == null) {
                latest.remove(Bytes.wrap(each.key()));
            } else {
                latest.put(Bytes.wrap(each.key()), each.value());
            }
        }
        return latest;
    }

    /** What the changelog was told since this was asked before. */
    private List<TestRecord<byte[], byte[]>> written() {
        // Only then the driver passes on what it was told.
        driver.createInputTopic("in", new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new byte[0]);
        return driver.createOutputTopic(
                        "blocks-test-customers-changelog", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }
}
