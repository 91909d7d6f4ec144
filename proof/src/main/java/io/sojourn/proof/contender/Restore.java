package io.sojourn.proof.contender;

import io.sojourn.Settings;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.proof.load.Ground;
import io.sojourn.schemas.Topics;
import io.sojourn.stream.LifecycleAlone;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * The last hop after it has lost its disk: every customer comes back from the changelog. Timed from the start of the
 * application until it takes events again; the outcome's events are the records read back.
 */
final class Restore implements Contender {
    @Override
    public void run(Ground ground, Finish done) throws Exception {
        Settings settings = ground.settings("restore");
        try (LifecycleAlone alone = start(settings);
                Committed committed = new Committed(ground, settings.applicationId())) {
            alone.streams().start();
            committed.awaitBegun(alone.streams());
            committed.watch(List.of(Topics.LEDGER));
        }
        Utils.delete(settings.stateDir().toFile());
        AtomicLong restored = new AtomicLong();
        try (LifecycleAlone alone = start(settings);
                Committed committed = new Committed(ground, settings.applicationId())) {
            alone.streams().setGlobalStateRestoreListener(new Counting(restored));
            Effort effort = Effort.after(0);
            alone.streams().start();
            committed.awaitBegun(alone.streams());
            effort.saw(restored.get());
            done.with(effort.done());
        }
    }

    private static LifecycleAlone start(Settings settings) {
        return LifecycleAlone.of(settings, ReferencePolicy.overDays(settings.windowDays()));
    }

    private record Counting(AtomicLong restored) implements StateRestoreListener {
        @Override
        public void onRestoreStart(TopicPartition partition, String store, long from, long to) {}

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long end, long count) {
            restored.addAndGet(count);
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long total) {}
    }
}
