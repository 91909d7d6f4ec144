package io.sojourn.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.CustomerId;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Standing;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldTest {
    private final WireFormat wire =
            new WireFormat(Map.of("schema.registry.url", "mock://fold", "auto.register.schemas", "true"));

    /** What is said of a customer, and when it was found. */
    private record Said(Announcement announcement, int policy, long detectedAt, Mode mode) {}

    /** All that is said of everybody, and where they stand in the end. */
    private record Told(Map<CustomerId, List<Said>> said, Map<CustomerId, Standing> stand) {}

    @AfterEach
    void close() {
        wire.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void of_each_customer_the_same_is_said_in_turn_and_in_the_ledgers_order(long seed) {
        LedgerOfTests ledger = new HistoryOfTests(seed, true, wire).asTold();
        Told inOrder = told(ledger, seed, 1);
        assertThat(inOrder.said.values().stream().flatMap(List::stream))
                .extracting(Said::mode)
                .contains(Mode.LIVE, Mode.BACKFILL);
        assertThat(told(ledger, seed, Integer.MAX_VALUE)).isEqualTo(inOrder);
        assertThat(told(ledger, seed, 20)).isEqualTo(inOrder);
    }

    /** @param oneIn how often all that was noted is decided about: after every so many entries, by chance */
    private Told told(Ledger ledger, long seed, int oneIn) {
        SplittableRandom chance = new SplittableRandom(seed);
        Map<CustomerId, List<Said>> said = new HashMap<>();
        Map<CustomerId, Standing> stand = new HashMap<>();
        for (int partition = 0; partition < ledger.partitions(); partition++) {
            Fold fold = new Fold(
                    HistoryOfTests.policies(),
                    (announcement, by, detectedAt, mode) -> said.computeIfAbsent(
                                    announcement.customer(), customer -> new ArrayList<>())
                            .add(new Said(announcement, by.number(), detectedAt, mode)));
            SplittableRandom drawn = new SplittableRandom(partition);
            ledger.read(partition, entry -> {
                for (SpecificRecord each : varied(wire.decodeHead(Topics.LEDGER, entry.value()), drawn)) {
                    fold.note(new Ledger.Entry(0, entry.key(), entry.value(), entry.timestamp(), mode(drawn)), each);
                    if (chance.nextInt(oneIn) == 0) {
                        fold.catchUp();
                    }
                }
            });
            fold.standings().forEach(each -> stand.put(each.customer(), each));
        }
        return new Told(said, stand);
    }

    /** Ticks in either mode, and now and then one told twice or one that goes back. */
    private static List<SpecificRecord> varied(SpecificRecord entry, SplittableRandom drawn) {
        if (!(entry instanceof Tick tick)) {
            return List.of(entry);
        }
        Tick inAMode = new Tick(tick.getAt(), mode(drawn));
        return switch (drawn.nextInt(8)) {
            case 0 -> List.of(inAMode, new Tick(tick.getAt(), mode(drawn)));
            case 1 -> List.of(inAMode, new Tick(tick.getAt().minus(Duration.ofDays(3)), mode(drawn)));
            default -> List.of(inAMode);
        };
    }

    private static Mode mode(SplittableRandom drawn) {
        return drawn.nextBoolean() ? Mode.LIVE : Mode.BACKFILL;
    }
}
