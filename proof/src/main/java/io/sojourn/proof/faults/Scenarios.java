package io.sojourn.proof.faults;

import static io.sojourn.proof.faults.Kinds.FOR_MANY;
import static io.sojourn.proof.faults.Kinds.OPEN_FOR_LONG;
import static io.sojourn.proof.faults.Kinds.THREE_REPLICAS;
import static io.sojourn.proof.faults.Kinds.byForce;
import static io.sojourn.proof.faults.Kinds.crash;
import static io.sojourn.proof.faults.Kinds.outage;
import static io.sojourn.proof.faults.Kinds.registry;

import io.sojourn.proof.faults.evidence.Doctored;
import io.sojourn.proof.faults.script.Oddities;
import io.sojourn.proof.faults.script.Script;
import io.sojourn.proof.faults.site.Site;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Every fault there is a run for. To add one, add a line. */
final class Scenarios {
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
            crash(
                            "throng-at-a-deadline",
                            "200,000 silences fall due at one instant, and it is killed twice while announcing them",
                            Shape.THRONGED,
                            Crashes.killedOnceToldOf(Shape.THRONG_DEADLINE))
                    .with(FOR_MANY)
                    .against(Golden.reckoned(Shape.THRONGED)),
            crash(
                            "policy-activated",
                            "another policy becomes active and moves 100,000 customers; it is killed twice meanwhile",
                            Shape.MANY,
                            Crashes.killedTakingOver())
                    .with(FOR_MANY)
                    .inAnyOrder()
                    .against(Golden.reckoned(Shape.MANY)),
            Scenario.of(
                            "import-killed",
                            "the import of 60,000 orders of three years is killed twice on the way and begun again",
                            Shape.ORDINARY,
                            Imports.killed(2, List.of()),
                            new Control.Rerun(
                                    "it begins from the start again",
                                    Map.of(),
                                    Imports.killed(2, List.of("--restart"))))
                    .with(OPEN_FOR_LONG)
                    .with(FOR_MANY)
                    .against(new Golden(Shape.ORDINARY, Imports.calm())),
            // Broker and network
            crash(
                    "broker-killed",
                    "the broker is killed and comes back after two seconds",
                    Shape.PATIENT,
                    Outages.brokerKilled()),
            outage(
                            "one-broker-of-three",
                            "two of three brokers are killed in turn and come back, with three replicas of everything",
                            Outages::brokersKilledInTurn)
                    .with(THREE_REPLICAS),
            outage("broker-restarted", "the broker is stopped in order and started again", Outages::brokerRestarted),
            outage("broker-frozen", "the broker stands still for six seconds", Outages::brokerFrozen),
            crash(
                    "network-cut",
                    "the instance is cut off from the broker twice, six seconds each",
                    Shape.PATIENT,
                    Outages.networkCut()),
            crash(
                    "broker-slow",
                    "the broker stands still three quarters of the time for 20 seconds; meanwhile the instance is killed",
                    Shape.PATIENT,
                    Outages.brokerSlow()),
            crash(
                    "broker-disk-full",
                    "the broker's disk is filled to the last byte; it gives up, and is started again once there is room",
                    Shape.PATIENT,
                    Disks.brokerFull()),
            // What the machine gives
            Scenario.of(
                    "no-more-files",
                    "the instance may open no more file and no more connection, and loses those to the broker",
                    Shape.ORDINARY,
                    Limits.files(true),
                    new Control.Rerun("it may", Map.of(), Limits.files(false))),
            Scenario.of(
                    "no-memory",
                    "it is started with heaps of 24 and 32 MiB in the middle of work",
                    Shape.ORDINARY,
                    Limits.memory(List.of(24, 32)),
                    new Control.Rerun("with 384 MiB", Map.of(), Limits.memory(List.of(384)))),
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
                    Disks.positionsLost(false),
                    new Control.Rerun("the state is lost too, changelog and all", Map.of(), Disks.positionsLost(true))),
            Scenario.of(
                    "old-state",
                    "an older copy of the local state is put back under newer positions",
                    Shape.ORDINARY,
                    Disks.oldState(false),
                    new Control.Rerun("it claims to be as new as they are", Map.of(), Disks.oldState(true))),
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
            crash(
                            "piled-up",
                            "the instance is away until 200,000 records wait and every deadline has passed, and is killed as"
                                    + " it catches up",
                            Shape.THRONGED,
                            Times.behind())
                    .with(FOR_MANY)
                    .against(Golden.reckoned(Shape.THRONGED)),
            Scenario.of(
                            "task-stuck",
                            "one of two instances stands still with its tasks for twenty seconds: no tick may pass",
                            Shape.ORDINARY,
                            Times.stuck(),
                            new Control.Rerun(
                                    "the other is given its tasks", Map.of("kafka.session.timeout.ms", "2000"), null))
                    .with(Map.of("kafka.session.timeout.ms", "60000")),
            crash(
                            "idle-partitions",
                            "nothing comes by half of the input partitions, and the instance is killed",
                            seed -> Shape.ORDINARY.apply(seed).each(sending -> sending.to(0)),
                            Crashes.killed(1))
                    .against(Shape.ORDINARY),
            Scenario.of(
                    "clock-jumps",
                    "the wall clock of the instance leaps a day ahead, a day back, and comes right",
                    Shape.ORDINARY,
                    Times.jumps(true),
                    new Control.Rerun("it does not", Map.of(), Times.jumps(false))),
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
                    new Control.Rerun("nobody does", Map.of(), Layouts.ledgerDrifts(false))),
            Scenario.of(
                    "upgraded",
                    "the build tagged before this one is stopped, and this one takes over its topics and its state",
                    Shape.EARLIER,
                    Layouts.upgraded(false),
                    new Control.Rerun(
                            "it does not know how far the other came on the inputs",
                            Map.of(),
                            Layouts.upgraded(true))));

    private Scenarios() {}
}
