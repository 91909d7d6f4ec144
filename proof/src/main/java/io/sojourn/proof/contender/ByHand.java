package io.sojourn.proof.contender;

import io.sojourn.proof.load.Ground;
import io.sojourn.schemas.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The practical limit: the same decisions, exactly once and with a changelog, by plain consumers and producers around maps
 * on the heap. Nothing here survives: there is no way to restore, to share the work or to hold more than the heap.
 */
final class ByHand implements Contender {
    static final String CHANGELOG = "by-hand-customers-changelog";

    @Override
    public void run(Ground ground, Finish done) throws Exception {
        try (Admin admin = Admin.create(ground.kafka())) {
            admin.createTopics(List.of(new NewTopic(CHANGELOG, Optional.of(ground.partitions()), Optional.empty())
                            .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
            decide(ground, done);
            admin.deleteTopics(List.of(CHANGELOG)).all().get();
        }
    }

    private static void decide(Ground ground, Finish done) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Ground.THREADS);
        try (WireFormat wire = new WireFormat(Map.of("schema.registry.url", ground.registry()))) {
            Effort effort = Effort.after(ground.warmUp());
            List<Callable<Void>> hands = new ArrayList<>();
            for (int hand = 0; hand < Ground.THREADS; hand++) {
                int first = hand;
                List<Integer> mine = IntStream.range(0, ground.partitions())
                        .filter(partition -> partition % Ground.THREADS == first)
                        .boxed()
                        .toList();
                hands.add(new Hand(ground, wire, mine, effort));
            }
            for (Future<Void> each : threads.invokeAll(hands)) {
                each.get();
            }
            done.with(effort.done());
        } finally {
            threads.shutdownNow();
        }
    }
}
