package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** Who keeps up commits often; the later somebody is, the more seldom. */
class PacedTest {
    /** The pace is the thread's, and tests share theirs: so each has a day of its own, now than those before. */
    private static long day = 1_700_000_000_000L;

    private final long now = day += Duration.ofDays(1).toMillis();

    private static final Duration EVERY = Duration.ofMillis(100);
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Duration WHILE_BEHIND = Duration.ofSeconds(4);

    private static final class Task {
        private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
        private final Paced processor = new Paced(
                new Processor<>() {
                    @Override
                    public void process(Record<byte[], byte[]> record) {}
                },
                record -> record.key() != null,
                EVERY,
                WHILE_BEHIND);

        Task() {
            processor.init(context);
        }

        void reads(long timestamp) {
            processor.process(new Record<>(new byte[0], new byte[0], timestamp));
        }

        void hears(long timestamp) {
            processor.process(new Record<>(null, new byte[0], timestamp));
        }

        boolean asksAt(long now) {
            context.resetCommit();
            List<CapturedPunctuator> scheduled = context.scheduledPunctuators();
            scheduled.forEach(each -> each.getPunctuator().punctuate(now));
            return context.committed();
        }
    }

    @Test
    void whoever_reads_what_just_came_commits_each_interval() {
        Task task = new Task();
        task.reads(now - 20);
        assertThat(task.asksAt(now)).isTrue();
        assertThat(task.asksAt(now + 50)).isFalse();
        task.reads(now + 90);
        assertThat(task.asksAt(now + 100)).isTrue();
    }

    @Test
    void whoever_has_nothing_to_read_commits_each_interval_too() {
        assertThat(new Task().asksAt(now)).isTrue();
    }

    @Test
    void whoever_is_late_waits_a_quarter_of_that() {
        Task task = new Task();
        task.reads(now - 2_000);
        assertThat(task.asksAt(now)).isTrue();
        task.reads(now + 400 - 2_000);
        assertThat(task.asksAt(now + 400)).isFalse();
        task.reads(now + 500 - 2_000);
        assertThat(task.asksAt(now + 500)).isTrue();
    }

    @Test
    void nobody_waits_longer_than_the_longer_interval() {
        Task task = new Task();
        task.reads(now - DAY);
        assertThat(task.asksAt(now)).isTrue();
        task.reads(now - DAY);
        assertThat(task.asksAt(now + WHILE_BEHIND.toMillis() - 1)).isFalse();
        task.reads(now - DAY);
        assertThat(task.asksAt(now + WHILE_BEHIND.toMillis())).isTrue();
    }

    @Test
    void an_age_that_only_our_own_commits_cause_dies_away() {
        Task task = new Task();
        long commit = now;
        long wait = WHILE_BEHIND.toMillis();
        int commits = 0;
        while (wait > EVERY.toMillis()) {
            // Nothing arrives late, but it shows up no sooner than the commit before.
            long at = commit;
            do {
                at += EVERY.toMillis();
                task.reads(at - wait);
            } while (!task.asksAt(at));
            wait = at - commit;
            commit = at;
            commits++;
        }
        assertThat(commits).isLessThan(6);
    }

    @Test
    void one_late_task_slows_the_others_of_its_thread() {
        Task late = new Task();
        Task fresh = new Task();
        late.reads(now - DAY);
        fresh.reads(now - 10);
        assertThat(late.asksAt(now)).isTrue();
        late.reads(now - DAY);
        late.asksAt(now + 100);
        fresh.reads(now + 90);
        assertThat(fresh.asksAt(now + 100)).isFalse();
    }

    @Test
    void what_does_not_tell_is_nobodys_lateness() {
        Task task = new Task();
        assertThat(task.asksAt(now)).isTrue();
        task.hears(now - DAY);
        assertThat(task.asksAt(now + 100)).isTrue();
    }

    @Test
    void one_task_asks_for_all_of_its_thread() {
        assertThat(new Task().asksAt(now)).isTrue();
        assertThat(new Task().asksAt(now + 1)).isFalse();
    }
}
