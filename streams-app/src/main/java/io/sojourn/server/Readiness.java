package io.sojourn.server;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Whether an instance should be asked and sent to, and if not, why.
 *
 * @param maxLag      records that may wait
 * @param minFreeDisk bytes that must be free
 */
record Readiness(long maxLag, long minFreeDisk) {
    /** One thing that stands in the way. */
    record Reason(String code, String message, String messageZh, String hint) {}

    /** Everything that stands in the way; empty when ready. */
    List<Reason> reasons(Vitals vitals) {
        var reasons = new ArrayList<Reason>();
        if (vitals.state() != KafkaStreams.State.RUNNING) {
            reasons.add(new Reason(
                    "STREAMS_" + vitals.state(),
                    "Kafka Streams is " + vitals.state() + ", not RUNNING.",
                    "Kafka Streams 处于 " + vitals.state() + " 状态，尚未运行。",
                    vitals.alive()
                            ? "It starts or shares out the partitions; ask again in some seconds."
                            : "It will not recover by itself: see the log, then restart this instance."));
        }
        if (vitals.missingRights() != null) {
            reasons.add(new Reason(
                    "RIGHTS",
                    "The broker refused us: " + vitals.missingRights() + ".",
                    "Kafka 拒绝访问：" + vitals.missingRights() + "。",
                    "Grant it: the log and `sojourn doctor` print the command. Then restart this instance."));
        }
        if (vitals.stillToRestore() > 0) {
            reasons.add(new Reason(
                    "RESTORING",
                    vitals.stillToRestore() + " records of state are still to be restored.",
                    "还有 " + vitals.stillToRestore() + " 条状态记录待恢复。",
                    "sojourn_restore_progress in /metrics shows how it goes."));
        }
        if (vitals.freeDisk() < minFreeDisk) {
            reasons.add(new Reason(
                    "DISK",
                    vitals.freeDisk() + " bytes are free for the state, fewer than " + minFreeDisk + ".",
                    "状态目录剩余空间 " + vitals.freeDisk() + " 字节，低于 " + minFreeDisk + "。",
                    "Free space in state.dir, or lower ready.min.free.disk."));
        }
        if (vitals.lag() > maxLag) {
            reasons.add(new Reason(
                    "LAG",
                    vitals.lag() + " records wait to be read, more than " + maxLag + ".",
                    "有 " + vitals.lag() + " 条记录待处理，超过 " + maxLag + "。",
                    "Answers are behind until it has caught up; ready.max.lag sets the limit."));
        }
        if (vitals.registryWaiting()) {
            reasons.add(new Reason(
                    "REGISTRY",
                    "The schema registry cannot be reached; events wait.",
                    "无法连接 Schema Registry，事件处理已暂停等待。",
                    "Check schema.registry.url and that the registry is up; nothing is lost meanwhile."));
        }
        return List.copyOf(reasons);
    }
}
