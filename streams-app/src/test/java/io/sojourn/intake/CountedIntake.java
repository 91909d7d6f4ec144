package io.sojourn.intake;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Remembers what intake counted, by plain names such as {@code accepted orders}. */
public final class CountedIntake implements IntakeFigures {
    public final Map<String, Integer> counts = new ConcurrentSkipListMap<>();
    public final Map<Integer, Long> letters = new ConcurrentHashMap<>();
    public final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

    @Override
    public void accepted(String topic) {
        counts.merge("accepted " + topic, 1, Integer::sum);
    }

    @Override
    public void guest(String topic) {
        counts.merge("guest " + topic, 1, Integer::sum);
    }

    @Override
    public void rejected(String reason) {
        counts.merge("rejected " + reason, 1, Integer::sum);
    }

    @Override
    public void letterBack(int task, long at) {
        letters.put(task, at);
    }

    @Override
    public void intakeTaskLeft(int task) {
        letters.remove(task);
    }

    @Override
    public void registryWaiting(boolean waits) {
        if (waits) {
            waiting.add(Thread.currentThread());
        } else {
            waiting.remove(Thread.currentThread());
        }
    }
}
