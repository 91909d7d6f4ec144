package io.sojourn.proof.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One run: a broker, sources, and two workers with all tasks of the product between them, moved by one step after the other,
 * and then let come to rest. All that happens follows from the steps.
 *
 * <p>What the model leaves out: more than one broker, hence replicas that lag and brokers whose clocks disagree or step back;
 * the long poll, hence {@code fetch.max.wait.ms}; producers of events that hold a transaction open; retention; imports, which hold the
 * clock; the registry; standby tasks; and {@code Paced}, whose commits are steps here. Markers take no offset. A worker that was
 * declared dead does not write any more, where a real one may until it finds itself fenced; what it has written
 * is there all the same, open until it is aborted. A step of many silences at once ({@code LifecycleProcessor} asks thousands in one) is
 * never cut by another record, since no schedule has so many customers.
 */
final class World {
    static final int WORKERS = 2;

    /** Epoch ms at which every run begins. */
    static final long BEGIN = 1_735_689_600_000L;

    private static final int SOME = 3;
    private static final int MOST = 10;
    /** Details of {@link Step.Act#FETCH}: all partitions and the answer; or, plus three times one less, so many. */
    static final int ALL_PARTITIONS = 0;

    static final int SOME_PARTITIONS = 1;

    /** Detail of {@link Step.Act#TELL}: to as many partitions as a transaction has. */
    static final int EVERYWHERE = 0;

    private static final int FAR_OFF = 4;
    private static final int LONG_PAUSE = 30;
    private static final int SENDINGS_FOR_A_POLICY = 40;

    private final Broker broker;
    private final Sources sources;
    private final List<Worker> workers = new ArrayList<>();
    private final Rest rest;
    private final @Nullable Consumer<String> narrator;
    private int crashes;

    private World(Places places, Guards guards, @Nullable Consumer<String> narrator) {
        this.narrator = narrator;
        broker = new Broker(guards, BEGIN);
        sources = new Sources(broker, places.wire());
        for (int i = 0; i < WORKERS; i++) {
            workers.add(new Worker("worker-" + i, broker, guards));
        }
        rest = new Rest(broker, workers);
        for (int i = 0; i < places.all().size(); i++) {
            Place place = places.all().get(i);
            place.empty();
            workers.get(i % WORKERS).give(place);
        }
    }

    /** What came of a schedule; ticks before it was let come to rest. */
    record Outcome(@Nullable Breach breach, int events, int ticks, int crashes) {}

    /** @param narrator told what happens, a line for each thing that does; null if nobody wants to know */
    static Outcome run(Places places, Guards guards, List<Step> steps, @Nullable Consumer<String> narrator) {
        World world = new World(places, guards, narrator);
        int ticks = 0;
        @Nullable Breach breach;
        try {
            steps.forEach(world::take);
            ticks = world.rest.ticks().size();
            breach = world.comeToRest();
            breach = breach != null ? breach : new Laws(places, world.broker, world.sources).breach();
        } catch (RuntimeException e) {
            breach = new Breach("nothing fails", e.toString());
        }
        world.workers.forEach(Worker::crash);
        return new Outcome(breach, world.sources.sent().size(), ticks, world.crashes);
    }

    private void take(Step step) {
        Worker worker = workers.get(step.worker());
        Dice dice = new Dice(step.detail());
        switch (step.act()) {
            case SEND -> send(step.detail());
            case PASS -> {
                long millis = dice.roll(8) == 0 ? dice.roll(LONG_PAUSE) : dice.roll(SOME);
                broker.pass(millis);
                say("time", "is " + (broker.now() - BEGIN) + " ms");
            }
            case POLL -> {
                worker.poll(dice.roll(SOME));
                say(worker, "polls");
            }
            case WORK -> work(worker, dice);
            case FETCH -> {
                for (int left = dice.roll(SOME) == 0 ? MOST : dice.roll(SOME); left >= 0; left--) {
                    if (fetch(worker)) {
                        break;
                    }
                }
            }
            case ENDS -> worker.fetching().askForEnds();
            case PROCESS -> {
                for (int i = dice.roll(SOME); i >= 0; i--) {
                    process(worker, dice.roll(SOME), dice.roll(SOME));
                }
            }
            case PUNCTUATE -> {
                if (!worker.tasks().isEmpty()) {
                    Task task = worker.tasks().get(dice.roll(worker.tasks().size()));
                    worker.punctuate(task);
                    say(worker, "punctuates " + task.place().name());
                }
            }
            case WRITE -> {
                List<TopicPartition> unsent = worker.unsent();
                if (!unsent.isEmpty()) {
                    TopicPartition to = unsent.get(dice.roll(unsent.size()));
                    if (worker.send(to)) {
                        say(worker, "writes to " + to + " at " + (broker.now() - BEGIN));
                    }
                }
            }
            case COMMIT -> commit(worker);
            case TELL -> {
                for (int left = dice.roll(2) == 0 ? MOST : 0; left >= 0; left--) {
                    tell(dice);
                }
            }
            case CRASH -> crash(worker, dice);
            case ABORT -> broker.abortOrphans();
            case MOVE -> move(worker, dice);
            case SET_CLOCK -> {
                int millis = dice.roll(2 * FAR_OFF + 1) - FAR_OFF;
                worker.stepWallClock(millis);
                say(worker, "sets its clock by " + millis + " ms");
            }
        }
    }

    private void send(int detail) {
        if (new Dice(detail).roll(SENDINGS_FOR_A_POLICY) == 0) {
            SpecificRecord asked = sources.ask(detail);
            say("somebody", () -> "asks for " + asked);
        } else {
            Sent sent = sources.send(detail);
            say(
                    "source",
                    () -> "sends " + sent.number() + " to " + sent.partition() + ", stamped " + (sent.stamp() - BEGIN)
                            + ": " + (sent.event() == null ? "unreadable" : sent.event()));
        }
    }

    private void work(Worker worker, Dice dice) {
        worker.poll(dice.roll(SOME));
        say(worker, "polls");
        for (int left = dice.roll(MOST); left > 0; left--) {
            process(worker, dice.roll(SOME), 0);
        }
        if (dice.roll(2) == 0) {
            worker.tasks().forEach(worker::punctuate);
            say(worker, "punctuates");
        }
        if (dice.roll(2) == 0) {
            commit(worker);
        }
    }

    private void commit(Worker worker) {
        worker.prepareCommit(Integer.MAX_VALUE);
        worker.commit();
        say(worker, "commits at " + (broker.now() - BEGIN));
    }

    /** Whether the answer arrived, or none is awaited. */
    private boolean fetch(Worker worker) {
        @Nullable String what = worker.fetching().progress();
        if (what != null) {
            say(worker, what);
        }
        return what == null || !worker.fetching().isUnderWay();
    }

    private void process(Worker worker, int which, int tie) {
        List<Task> ready = worker.ready();
        if (!ready.isEmpty()) {
            say(worker, ready.get(which % ready.size()).process(tie));
        }
    }

    private void tell(Dice dice) {
        List<Transaction> decided = broker.decided();
        if (!decided.isEmpty()) {
            Transaction transaction = decided.get(dice.roll(decided.size()));
            List<TopicPartition> untold = List.copyOf(transaction.untold());
            TopicPartition to = untold.get(dice.roll(untold.size()));
            broker.tell(transaction, to);
            say("broker", (transaction.isCommitted() ? "a commit" : "an abort") + " shows in " + to);
        }
    }

    private void crash(Worker worker, Dice dice) {
        crashes++;
        boolean committing = dice.roll(2) == 0;
        if (committing) {
            int written = dice.roll(8);
            worker.prepareCommit(written);
            say(worker, "dies while it commits, after " + written + " writes");
        } else {
            say(worker, "dies");
        }
        for (Place orphan : worker.crash()) {
            Worker heir = workers.get(dice.roll(WORKERS));
            heir.give(orphan);
            say(heir, "is given " + orphan.name());
        }
    }

    private void move(Worker worker, Dice dice) {
        if (!worker.tasks().isEmpty()) {
            commit(worker);
            Task task = worker.tasks().get(dice.roll(worker.tasks().size()));
            worker.release(task);
            Worker heir = workers.get((workers.indexOf(worker) + 1) % WORKERS);
            heir.give(task.place());
            say(worker, "gives " + task.place().name() + " to " + heir.name());
        }
    }

    private @Nullable Breach comeToRest() {
        say("world", "comes to rest");
        return rest.come();
    }

    private void say(Worker who, String what) {
        say(who.name(), what);
    }

    private void say(String who, String what) {
        say(who, () -> what);
    }

    private void say(String who, Supplier<String> what) {
        if (narrator != null) {
            narrator.accept(who + " " + what.get());
        }
    }
}
