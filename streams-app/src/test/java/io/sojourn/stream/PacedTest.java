package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** Who keeps up commits often, who is behind as seldom as Kafka Streams itself was told. */
class PacedTest {
    /** The pace is the thread's, and tests share theirs: so each has a day of its own, now than those before. */
    private static long day = 1_700_000_000_000L;

    private final long now = day += Duration.ofDays(1).toMillis();

    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration WHILE_BEHIND = Duration.ofSeconds(4);

    private static final class Task {
        private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
        private final Paced processor = new Paced(
                new Processor<>() {
                    @Override
                    public void process(Record<byte[], byte[]> record) {}
                },
                EVERY,
                WHILE_BEHIND);

        Task() {
            processor.init(context);
        }

        void reads(long timestamp) {
            processor.process(new Record<>(new byte[0], new byte[0], timestamp));
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
    void whoever_reads_what_is_long_past_leaves_it_to_the_longer_interval() {
        Task task = new Task();
        task.reads(now - 13_000);
        assertThat(task.asksAt(now)).isFalse();
        task.reads(now - 12_900);
        assertThat(task.asksAt(now + 100)).isFalse();
        task.reads(now + 390);
        assertThat(task.asksAt(now + 400)).isTrue();
    }

    @Test
    void what_is_as_old_as_the_longer_interval_makes_it_is_not_long_past() {
        Task task = new Task();
        task.reads(now - 2 * WHILE_BEHIND.toMillis());
        assertThat(task.asksAt(now)).isTrue();
    }

    @Test
    void one_task_behind_holds_back_the_others_of_its_thread() {
        Task behind = new Task();
        Task fresh = new Task();
        behind.reads(now - 13_000);
        fresh.reads(now - 10);
        assertThat(behind.asksAt(now)).isFalse();
        assertThat(fresh.asksAt(now)).isFalse();
    }

    @Test
    void one_task_asks_for_all_of_its_thread() {
        assertThat(new Task().asksAt(now)).isTrue();
        assertThat(new Task().asksAt(now + 1)).isFalse();
    }
}
