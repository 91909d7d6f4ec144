package io.sojourn.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.CustomerId;
import io.sojourn.events.CustomerErased;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.PolicyActivated;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.DecisionCodec;
import io.sojourn.stream.Revisions.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifeTest {
    private static final CustomerId ANN = new CustomerId("ann");

    private final WireFormat wire =
            new WireFormat(Map.of("schema.registry.url", "mock://life", "auto.register.schemas", "true"));

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void it_tells_what_happened_what_did_not_and_what_was_told_late() {
        LedgerOfTests ledger = new LedgerOfTests(wire, 2);
        ledger.add("ann", HistoryOfTests.order("ann", "e1", "o1", day(0)), day(0));
        ledger.add("bob", HistoryOfTests.order("bob", "e9", "o9", day(1)), day(1));
        ledger.tick(day(100));
        ledger.add("ann", HistoryOfTests.order("ann", "e2", "o2", day(50)), day(101));
        ledger.tick(day(110));
        ledger.add(new PolicyActivated("p1", day(110), """
                policy: other
                version: 7
                tags:
                  - {id: two, title: {en: Two, zh: 两单}, when: orders() >= 2}
                """, 365), day(110));

        Life.Told told =
                life(ledger, Policies.only(ReferencePolicy.overDays(365))).of(ANN, day(110).toEpochMilli() - 1);
        assertThat(told.moments()).hasSize(3);
        Life.Happened first = (Life.Happened) told.moments().get(0);
        assertThat(first.activity().eventId()).isEqualTo("e1");
        assertThat(first.decidedTo()).isEmpty();
        assertThat(texts(first)).containsExactly("ann/reference/1 PROSPECT → NEW New 新客户");
        Life.Silence silence = (Life.Silence) told.moments().get(1);
        assertThat(silence.at()).isEqualTo(day(90).toEpochMilli());
        assertThat(silence.foundAt()).isEqualTo(day(100).toEpochMilli());
        assertThat(silence.quietMillis()).isEqualTo(day(90).toEpochMilli() - day(0).toEpochMilli());
        assertThat(texts(silence))
                .containsExactly(
                        "ann/reference/2 NEW → DORMANT Dormant 沉默客户",
                        "ann/silent-90-days/1 raised as warning Churn warning 流失预警");
        Life.Happened late = (Life.Happened) told.moments().get(2);
        assertThat(late.decidedTo()).isEqualTo(OptionalLong.of(day(90).toEpochMilli()));
        assertThat(late.toldAt()).isEqualTo(day(101).toEpochMilli());
        assertThat(late.decisions())
                .extracting(each -> DecisionCodec.supersedes(each.announcement()))
                .containsExactly("ann/reference/2", "ann/silent-90-days/1");
        assertThat(Objects.requireNonNull(told.stands()).getStages().get(0).getStage())
                .isEqualTo("REACTIVATED");
        assertThat(told.reached()).isEqualTo(day(110).toEpochMilli());

        Life.Told all = life(ledger, HistoryOfTests.policies()).of(ANN, Long.MAX_VALUE);
        Life.TookOver active = (Life.TookOver) all.moments().get(all.moments().size() - 1);
        assertThat(active.policy().id()).isEqualTo("other");
        assertThat(texts(active)).contains("ann/two/1 added Two 两单");
    }

    @Test
    void of_who_is_not_there_it_tells_nothing() {
        LedgerOfTests ledger = new LedgerOfTests(wire, 2);
        ledger.tick(day(1));
        Life.Told told = life(ledger, HistoryOfTests.policies()).of(ANN, Long.MAX_VALUE);
        assertThat(told.moments()).isEmpty();
        assertThat(told.stands()).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void it_tells_every_decision_and_ends_where_they_stood_then(long seed) throws InterruptedException {
        LedgerOfTests ledger = new HistoryOfTests(seed, true, wire).asTold();
        Map<String, List<String>> decisions = decisions(ledger);
        assertThat(decisions).isNotEmpty();
        decisions.forEach((customer, ids) -> assertThat(life(ledger, HistoryOfTests.policies())
                        .of(new CustomerId(customer), Long.MAX_VALUE)
                        .moments())
                .flatExtracting(Life.Moment::decisions)
                .extracting(each -> DecisionCodec.id(each.announcement()))
                .containsExactlyInAnyOrderElementsOf(ids));
        for (int day = 20; day <= HistoryOfTests.DAYS; day += 30) {
            long at = day(day).toEpochMilli();
            var states = new AsOf(ledger, HistoryOfTests.policies(), wire)
                    .run(at, Long.MAX_VALUE, null)
                    .states();
            assertThat(states).isNotEmpty();
            states.forEach((customer, state) -> assertThat(life(ledger, HistoryOfTests.policies())
                            .of(customer, at)
                            .stands())
                    .isEqualTo(state));
        }
    }

    @Test
    void of_who_was_erased_it_tells_that_and_how_they_came_back() {
        LedgerOfTests ledger = new LedgerOfTests(wire, 1);
        ledger.add("ann", HistoryOfTests.order("ann", "e1", "o1", day(0)), day(0));
        ledger.tick(day(50));
        ledger.add("ann", new CustomerErased("gone", "ann", day(51), null), day(51));
        ledger.tick(day(60));

        Life.Told gone = life(ledger, HistoryOfTests.policies()).of(ANN, Long.MAX_VALUE);
        assertThat(gone.stands()).isNull();
        assertThat(gone.moments()).hasSize(1);
        assertThat(gone.moments().get(0).decisions()).isEmpty();
        assertThat(((Life.Happened) gone.moments().get(0)).activity().eventId()).isEqualTo("gone");
        assertThat(life(ledger, HistoryOfTests.policies())
                        .of(ANN, day(20).toEpochMilli())
                        .stands())
                .isNull();

        ledger.add("ann", HistoryOfTests.order("ann", "late", "o3", day(30)), day(61));
        ledger.add("ann", HistoryOfTests.order("ann", "e2", "o2", day(70)), day(70));
        ledger.add("ann", new CustomerErased("again", "ann", day(40), null), day(71));
        ledger.tick(day(80));
        Life.Told back = life(ledger, HistoryOfTests.policies()).of(ANN, Long.MAX_VALUE);
        assertThat(back.moments())
                .extracting(each -> ((Life.Happened) each).activity().eventId())
                .containsExactly("gone", "e2");
        assertThat(Objects.requireNonNull(back.stands()).getOrders()).isEqualTo(1);
    }

    /** By customer: the ids of all there are, of who was erased only those since. */
    private Map<String, List<String>> decisions(Ledger ledger) throws InterruptedException {
        Map<String, List<String>> all = new ConcurrentHashMap<>();
        new Replay(ledger, HistoryOfTests.policies(), wire).run(partition -> new Replay.Part() {
            private Fold fold = new Fold(HistoryOfTests.policies(), (announcement, by, detectedAt, mode) -> {});

            @Override
            public void begin(Fold begun) {
                fold = begun;
            }

            @Override
            public boolean hears(Ledger.Entry entry, SpecificRecord decoded) {
                forget();
                return true;
            }

            private void forget() {
                all.keySet().removeIf(customer -> {
                    Standing standing = fold.standing(new CustomerId(customer));
                    return standing != null && standing.isUnknown();
                });
            }

            @Override
            public void announced(Announcement announcement, Revision by, long detectedAt, Mode mode) {
                SpecificRecord record = by.codec().record(announcement, detectedAt, mode);
                all.computeIfAbsent(announcement.customer().value(), customer -> new ArrayList<>())
                        .add(Published.id(record));
            }

            @Override
            public void end(Fold fold) {
                forget();
                fold.hearTick(day(HistoryOfTests.DAYS).toEpochMilli(), Mode.REPLAY);
            }
        });
        return new TreeMap<>(all);
    }

    private static List<String> texts(Life.Moment moment) {
        return moment.decisions().stream()
                .map(each -> DecisionCodec.id(each.announcement()) + " "
                        + each.claim().text() + " " + each.title())
                .toList();
    }

    private Life life(Ledger ledger, Policies policies) {
        return new Life(ledger, policies, wire);
    }

    private static Instant day(int day) {
        return HistoryOfTests.day(day);
    }
}
