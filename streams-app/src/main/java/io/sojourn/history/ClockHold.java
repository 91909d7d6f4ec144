package io.sojourn.history;

import io.sojourn.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Makes sure that the clock has heard an import's hold before the import writes. */
final class ClockHold {
    private static final TopicPartition WATERMARKS = new TopicPartition(Topics.WATERMARKS, 0);
    private static final long NEVER = -1;
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration WITHIN = Duration.ofMinutes(2);

    private final Admin admin;
    private final String application;

    ClockHold(Admin admin, String application) {
        this.admin = admin;
        this.application = application;
    }

    /**
     * Refuses to begin while an application that has run stands still: reports of its own may lie before the hold, unread,
     * and would become ticks of then in the middle of the history. One that never ran has none.
     */
    void requireListener() {
        if (!isAnyoneThere() && committed() != NEVER) {
            throw new ImportRefusedException(
                    "the application '" + application + "' has run before and does not run now, so nothing was written",
                    "Start it, so that its clock notices the import, then import again.",
                    null);
        }
    }

    /** Returns when the application, if one runs, has read past the hold at that offset. */
    void heard(long offset) {
        boolean heard = Await.until(() -> committed() > offset || !isAnyoneThere(), EVERY, WITHIN);
        if (!heard) {
            throw new ImportRefusedException(
                    "the running application '" + application + "' has not noticed this import within "
                            + WITHIN.toSeconds() + " s, so nothing was written",
                    "See its log: it may be restoring, waiting for the registry or standing still. Then import again.",
                    null);
        }
        if (committed() <= offset) {
            requireListener();
        }
    }

    private boolean isAnyoneThere() {
        try {
            var groups = admin.describeConsumerGroups(List.of(application)).all();
            return Kafka.answer(groups).values().stream()
                    .anyMatch(group -> !group.members().isEmpty());
        } catch (GroupIdNotFoundException notOfThatKind) {
            return isAnyoneThereInStreamsGroup();
        }
    }

    /** With {@code group.protocol=streams} the group is of a kind of its own. */
    private boolean isAnyoneThereInStreamsGroup() {
        try {
            var groups = admin.describeStreamsGroups(List.of(application)).all();
            return Kafka.answer(groups).values().stream()
                    .anyMatch(group -> !group.members().isEmpty());
        } catch (GroupIdNotFoundException nobody) {
            return false;
        }
    }

    private long committed() {
        OffsetAndMetadata offset = Kafka.answer(admin.listConsumerGroupOffsets(Map.of(
                                application, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(WATERMARKS))))
                        .partitionsToOffsetAndMetadata(application))
                .get(WATERMARKS);
        return offset == null ? NEVER : offset.offset();
    }
}
