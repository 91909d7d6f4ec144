package io.sojourn.proof.faults.evidence;

import io.sojourn.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Transactions that hold somebody up. */
final class OpenTransactions {
    private static final Set<TransactionState> ENDED =
            Set.of(TransactionState.COMPLETE_COMMIT, TransactionState.COMPLETE_ABORT, TransactionState.EMPTY);

    private final Admin admin;

    OpenTransactions(Admin admin) {
        this.admin = admin;
    }

    /** Those the coordinator knows, and partitions that readers of what is committed cannot read to the end. */
    List<String> list() throws InterruptedException {
        try {
            List<String> open = new ArrayList<>();
            admin.listTransactions().all().get().stream()
                    .filter(each -> !ENDED.contains(each.state()))
                    .forEach(each -> open.add(each.transactionalId() + " is " + each.state()));
            Map<TopicPartition, ListOffsetsResultInfo> committed = ends(IsolationLevel.READ_COMMITTED);
            ends(IsolationLevel.READ_UNCOMMITTED).forEach((partition, end) -> {
                ListOffsetsResultInfo readable = committed.get(partition);
                if (readable == null || readable.offset() < end.offset()) {
                    open.add(partition + " ends at " + end.offset() + " and is readable up to " + readable);
                }
            });
            return open;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not tell its transactions", e);
        }
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends(IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        List<String> topics =
                Topics.catalogue(1, 1).stream().map(topic -> topic.name()).toList();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get()
                .values()
                .forEach(topic -> IntStream.range(0, topic.partitions().size())
                        .forEach(partition ->
                                latest.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest())));
        return admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                .all()
                .get();
    }
}
