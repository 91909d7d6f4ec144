package io.sojourn.proof.contender;

import io.sojourn.Settings;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.proof.load.Ground;
import io.sojourn.schemas.Topics;
import io.sojourn.stream.LifecycleAlone;
import java.util.List;

/** The last hop as two instances of one thread each, which share the partitions; in one process, so as to count it once. */
final class Pair implements Contender {
    @Override
    public void run(Ground ground, Finish done) throws Exception {
        Settings one = ground.settings("pair").with("threads", "1");
        Settings other = one.with("state.dir", ground.scratch().resolve("other").toString());
        try (LifecycleAlone first = LifecycleAlone.of(one, ReferencePolicy.overDays(one.windowDays()));
                LifecycleAlone second = LifecycleAlone.of(other, ReferencePolicy.overDays(other.windowDays()));
                Committed committed = new Committed(ground, one.applicationId())) {
            first.streams().start();
            second.streams().start();
            committed.awaitBegun(first.streams());
            committed.awaitBegun(second.streams());
            done.with(committed.watch(List.of(Topics.LEDGER)));
        }
    }
}
