package io.sojourn.proof.simulation;

import io.sojourn.schemas.Topics;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The end of a run: everybody works, undisturbed, until the clock has come past all that was sent and all is decided. */
final class Rest {
    private static final String LAW = "the clock goes on, and all is decided";

    /** Longer than any silence or window that is still open, in ms. */
    private static final long PAUSE = 400;

    private static final int ROUNDS = 150;

    /** So many more, since the lifecycle hears silences and policies in steps, and before a policy waits for a commit. */
    private static final int ROUNDS_OF_STEPS = 60;

    private static final int ROUNDS_OF_A_LETTER = 4;
    private static final int POLLS_OF_A_ROUND = 60;

    private final Broker broker;
    private final List<Worker> workers;

    Rest(Broker broker, List<Worker> workers) {
        this.broker = broker;
        this.workers = workers;
    }

    /** Null, or that there is no rest to come to. */
    @Nullable
    Breach come() {
        broker.pass(PAUSE);
        long goal = broker.now();
        int settled = 0;
        for (int round = 0; round < ROUNDS; round++) {
            broker.abortOrphans();
            broker.tellAll();
            boolean isPast = ticks().stream().anyMatch(tick -> tick >= goal);
            if (isPast && workers.stream().allMatch(Rest::isDone) && ++settled > ROUNDS_OF_STEPS) {
                return null;
            }
            broker.pass(1);
            boolean letters = !isPast && round % ROUNDS_OF_A_LETTER == 0;
            workers.forEach(each -> work(each, letters));
        }
        return new Breach(LAW, "not after " + ROUNDS + " rounds; ticks: " + ticks());
    }

    /** The ticks so far, as read from the first ledger partition. */
    List<Long> ticks() {
        return broker.log(new TopicPartition(Topics.LEDGER, 0)).committed().stream()
                .filter(each -> each.key() == null)
                .map(Entry::stamp)
                .toList();
    }

    private static void work(Worker worker, boolean letters) {
        worker.fetching().askForEnds();
        worker.poll(0);
        for (int i = 0; i < POLLS_OF_A_ROUND && !isAtEnd(worker); i++) {
            fetchAll(worker);
            worker.poll(0);
            for (List<Task> ready = worker.ready(); !ready.isEmpty(); ready = worker.ready()) {
                ready.get(0).process(0);
            }
        }
        for (Task task : worker.tasks()) {
            if (letters || !task.place().writesLetters()) {
                worker.punctuate(task);
            }
        }
        worker.prepareCommit(Integer.MAX_VALUE);
        worker.commit();
    }

    private static void fetchAll(Worker worker) {
        @Nullable String progress = worker.fetching().progress();
        while (progress != null) {
            progress = worker.fetching().progress();
        }
    }

    private static boolean isDone(Worker worker) {
        return isAtEnd(worker)
                && worker.unsent().isEmpty()
                && worker.places().size() == worker.tasks().size();
    }

    private static boolean isAtEnd(Worker worker) {
        return worker.fetching().isAtEnd() && worker.tasks().stream().allMatch(Task::isIdle);
    }
}
