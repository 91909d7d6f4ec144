package io.sojourn.proof.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One partition: its records by offset, and how far a reader of committed records may read. */
final class PartitionLog {
    private final List<Entry> entries = new ArrayList<>();
    /** Transactions without their marker here → their first offset, in the order of these. */
    private final Map<Transaction, Integer> pending = new LinkedHashMap<>();

    void append(Entry entry) {
        @Nullable Transaction transaction = entry.transaction();
        if (transaction != null) {
            pending.putIfAbsent(transaction, entries.size());
        }
        entries.add(entry);
    }

    void mark(Transaction transaction) {
        pending.remove(transaction);
    }

    /** The last stable offset. */
    int stableEnd() {
        return pending.isEmpty() ? entries.size() : pending.values().iterator().next();
    }

    boolean isStable() {
        return pending.isEmpty();
    }

    int end() {
        return entries.size();
    }

    Entry at(int offset) {
        return entries.get(offset);
    }

    List<Entry> committed() {
        return entries.subList(0, stableEnd()).stream()
                .filter(Entry::isCommitted)
                .toList();
    }

    /** All that was ever written, whatever became of it. */
    List<Entry> written() {
        return List.copyOf(entries);
    }
}
