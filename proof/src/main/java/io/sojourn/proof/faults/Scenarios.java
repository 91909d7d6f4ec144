package io.sojourn.proof.faults;

import static io.sojourn.proof.faults.Control.atLeastOnce;

import io.sojourn.proof.faults.evidence.Doctored;
import io.sojourn.proof.faults.script.Oddities;
import io.sojourn.proof.faults.script.Script;
import io.sojourn.proof.faults.site.Site;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** Every fault there is a run for. To add one, add a line. */
final class Scenarios {
    /** Work is left open for longer than usual, so that faults find some. */
    private static final Map<String, String> OPEN_FOR_LONG =
            Map.of("commit.interval", "1s", "commit.interval.behind", "1s");

    static final List<Scenario> ALL = List.of(
            // Instances
            crash(
                            "killed-twice",
                            "the instance is killed twice in the middle of work",
                            Shape.ORDINARY,
                            Crashes.killed(2))
                    .inQuick(),
            crash(
                    "killed-six-times",
                    "the instance is killed six times in the middle of work",
                    Shape.LASTING,
                    Crashes.killed(6)),
            crash(
                    "killed-while-restoring",
                    "it loses its disk and is killed three times while it reads its state back",
                    Shape.ORDINARY,
                    Crashes.killedWhileRestoring()),
            crash(
                    "killed-at-deadlines",
                    "3,000 silences fall due at one instant, and it is killed twice while announcing them",
                    Shape.CROWDED,
                    Crashes.killedAt(Shape.DEADLINE)),
            crash(
                            "zombie",
                            "one of two instances stands still until the other has its work, then goes on",
                            Shape.ORDINARY,
                            Crashes.zombie())
                    .inQuick(),
            byForce("rolling-restart", "two instances are stopped and started in turn", Crashes.rolling()),
            byForce(
                    "one-three-one",
                    "two more instances come, and two of the three are killed",
                    Crashes.threeAndOneAgain()),
            // Broker and network
            crash(
                    "broker-killed",
                    "the broker is killed and comes back after two seconds",
                    Shape.PATIENT,
                    Outages.brokerKilled()),
            Scenario.of(
                            "one-broker-of-three",
                            "two of three brokers are killed in turn and come back, with three replicas of everything",
                            Shape.PATIENT,
                            Outages.brokersKilledInTurn(),
                            new Control.Doctored("a tick that did not wait", Doctored::overtaken))
                    .with(Map.of("replication.factor", "3")),
            Scenario.of(
                    "broker-restarted",
                    "the broker is stopped in order and started again",
                    Shape.PATIENT,
                    Outages.brokerRestarted(),
                    new Control.Doctored("a transaction left open", Doctored::open)),
            Scenario.of(
                    "broker-frozen",
                    "the broker stands still for six seconds",
                    Shape.PATIENT,
                    Outages.brokerFrozen(),
                    new Control.Doctored("an announcement lost", Doctored::unsaid)),
            crash(
                    "network-cut",
                    "the instance is cut off from the broker twice, six seconds each",
                    Shape.PATIENT,
                    Outages.networkCut()),
            // Local state
            Scenario.of(
                            "disk-full",
                            "the disk of the local state is filled to the last byte for some seconds",
                            Shape.ORDINARY,
                            Disks.full(true),
                            new Control.Rerun("the disk is not filled", Map.of(), Disks.full(false)))
                    .with(Map.of("ready.min.free.disk", "8MiB")),
            Scenario.of(
                    "state-corrupted",
                    "files of the local state hold nonsense at the next start",
                    Shape.ORDINARY,
                    Disks.corrupted(),
                    new Control.Doctored("a customer forgotten", Doctored::forgotten)),
            Scenario.of(
                    "positions-lost",
                    "the group's positions on the ledger are lost, the state is not",
                    Shape.ORDINARY,
                    Disks.positionsLost(),
                    new Control.Doctored("deduplication off", Doctored::decidedTwice)),
            Scenario.of(
                    "old-state",
                    "an older copy of the local state is put back under newer positions",
                    Shape.ORDINARY,
                    Disks.oldState(false),
                    new Control.Rerun("the changelog has lost what lies between", Map.of(), Disks.oldState(true))),
            // Registry
            registry(
                    "registry-down-at-start",
                    "the schema registry is away when the instance starts",
                    Outages.registryDownAtStart()),
            registry(
                            "registry-down",
                            "the schema registry goes, and the instance restarts without it",
                            Outages.registryDownMidRun())
                    .inQuick(),
            registry("registry-flaps", "the schema registry goes and comes ten times", Outages.registryFlaps()),
            registry(
                    "registry-refuses",
                    "the schema registry asks for credentials nobody has",
                    Outages.registryRefuses()),
            // Data
            Scenario.of(
                            "poison",
                            "every fifth record is random bytes",
                            seed -> {
                                Script ordinary = Shape.ORDINARY.apply(seed);
                                return ordinary.and(Oddities.poison(
                                        seed, ordinary.sendings().size() / 4, Shape.SHORT));
                            },
                            Plot.NOTHING,
                            new Control.Doctored("a refused record swallowed", Doctored::swallowed))
                    .against(Shape.ORDINARY),
            Scenario.of(
                            "oddities",
                            "records of an unknown schema, without value, too large, dated fifty years back and ahead",
                            seed -> Shape.SINCE_LONG
                                    .apply(seed)
                                    .and(Oddities.unreadable(60, Shape.SHORT))
                                    .and(Oddities.oversized(6, Shape.SHORT))
                                    .and(Oddities.dated(Shape.FIFTY_YEARS_AGO.negated(), 30, Shape.SHORT)),
                            Plot.NOTHING,
                            new Control.Doctored("an event dead-lettered", Doctored::deadLettered))
                    .against(Shape.SINCE_LONG),
            Scenario.of(
                            "told-twice",
                            "every third record is sent again, byte for byte",
                            seed -> {
                                Script ordinary = Shape.ORDINARY.apply(seed);
                                return ordinary.and(Oddities.again(ordinary, 3, Duration.ofSeconds(3)));
                            },
                            Plot.NOTHING,
                            new Control.Doctored("deduplication off", Doctored::withoutDeduplication))
                    .against(Shape.ORDINARY)
                    .inQuick(),
            Scenario.of(
                            "contradicted",
                            "thirty orders are told again under the same ids, with another total",
                            seed -> Shape.ORDINARY.apply(seed).and(Oddities.contradictory(60, Shape.SHORT)),
                            Plot.NOTHING,
                            new Control.Doctored("deduplication off", Doctored::withoutDeduplication))
                    .against(Shape.TELLERS),
            Scenario.of(
                            "shuffled",
                            "everything arrives in any order: late, and refunds before their orders",
                            seed -> Shape.ORDINARY.apply(seed).shuffled(seed),
                            Plot.NOTHING,
                            new Control.Doctored("one order overlooked", Doctored::overlooked))
                    .against(Shape.ORDINARY)
                    .inAnyOrder(),
            crash(
                    "hot-key",
                    "one customer with 1,000 orders and 3,000 with one each; the instance is killed",
                    Shape.HOT,
                    Crashes.killed(1)),
            // Time
            Scenario.of(
                            "asleep",
                            "the instance is away until every deadline has passed: who ordered in time is not silent",
                            Shape.ORDINARY,
                            Times.asleep(),
                            new Control.Doctored("a tick that did not wait", Doctored::overtaken))
                    .inQuick(),
            Scenario.of(
                            "idle-partitions",
                            "nothing comes by half of the input partitions, and the instance is killed",
                            seed -> Shape.ORDINARY.apply(seed).each(sending -> sending.to(0)),
                            Crashes.killed(1),
                            new Control.Doctored("a silence found late", Doctored::late))
                    .against(Shape.ORDINARY),
            Scenario.of(
                    "clock-jumps",
                    "the wall clock of the instance leaps a day ahead, a day back, and comes right",
                    Shape.ORDINARY,
                    Times.jumps(),
                    new Control.Doctored("a silence found late", Doctored::late)),
            // Layout
            Scenario.of(
                            "unequal-inputs",
                            "inputs of 2, 3 and 4 partitions, filled by a partitioner that is not Kafka's; killed once",
                            seed -> Shape.ORDINARY
                                    .apply(seed)
                                    .each(sending -> Oddities.bySum(sending, Layouts.width(sending.topic()))),
                            Layouts.unequalInputs(),
                            new Control.Doctored("no re-keying at intake", Doctored::split))
                    .against(Shape.ORDINARY),
            Scenario.of(
                            "input-widened",
                            "an input gets more partitions than the clock has",
                            seed -> Shape.ORDINARY
                                    .apply(seed)
                                    .each(sending -> Oddities.bySum(sending, Site.INPUT_PARTITIONS)),
                            Layouts.inputWidened(true),
                            new Control.Rerun("it does not", Map.of(), Layouts.inputWidened(false)))
                    .against(Shape.ORDINARY),
            Scenario.of(
                    "ledger-widened",
                    "the ledger gets more partitions",
                    Shape.ORDINARY,
                    Layouts.ledgerWidened(true),
                    new Control.Rerun("it does not", Map.of(), Layouts.ledgerWidened(false))),
            Scenario.of(
                    "ledger-drifts",
                    "somebody has the ledger compacted, then kept for a day only",
                    Shape.ORDINARY,
                    Layouts.ledgerDrifts(true),
                    new Control.Rerun("nobody does", Map.of(), Layouts.ledgerDrifts(false))));

    private Scenarios() {}

    /** What exactly once is for. */
    private static Scenario crash(String name, String does, LongFunction<Script> script, Plot plot) {
        return Scenario.of(name, does, script, plot, atLeastOnce()).with(OPEN_FOR_LONG);
    }

    /** What may go well even at least once, by luck or because it goes in order; killing each does not. */
    private static Scenario byForce(String name, String does, Plot plot) {
        Control control = new Control.Rerun(
                "at least once, and each is killed",
                Map.of("processing.guarantee", "at_least_once"),
                Crashes.rollingByForce());
        return Scenario.of(name, does, Shape.LASTING, plot, control).with(OPEN_FOR_LONG);
    }

    /** Nothing is refused because the registry is away. */
    private static Scenario registry(String name, String does, Plot plot) {
        return Scenario.of(
                name,
                does,
                Shape.ORDINARY,
                plot,
                new Control.Doctored("an event dead-lettered", Doctored::deadLettered));
    }
}
