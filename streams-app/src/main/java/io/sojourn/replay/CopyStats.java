package io.sojourn.replay;

import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one partition of a local copy holds.
 *
 * @param first the earliest time of an entry, in milliseconds
 * @param last the latest
 * @param bytes of its files
 * @param kinds how many entries of each kind of record
 */
public record CopyStats(
        int partition,
        long entries,
        long customers,
        long first,
        long last,
        int files,
        long bytes,
        Map<String, Long> kinds) {

    /** Of every partition, in order. */
    public static List<CopyStats> of(LedgerCopy copy) throws IOException {
        List<CopyStats> all = new ArrayList<>();
        try (WireFormat wire = copy.wire()) {
            for (int partition = 0; partition < copy.partitions(); partition++) {
                all.add(new Count(copy, wire, partition).stats());
            }
        }
        return all;
    }

    private static final class Count {
        private final LedgerCopy copy;
        private final int partition;
        private final Set<ByteBuffer> customers = new HashSet<>();
        private final Map<String, Long> kinds = new TreeMap<>();
        private long entries;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        Count(LedgerCopy copy, WireFormat wire, int partition) {
            this.copy = copy;
            this.partition = partition;
            copy.read(partition, entry -> {
                entries++;
                first = Math.min(first, entry.timestamp());
                last = Math.max(last, entry.timestamp());
                byte[] key = entry.key();
                if (key != null) {
                    customers.add(ByteBuffer.wrap(key));
                }
                String kind = wire.decodeHead(Topics.LEDGER, entry.value())
                        .getSchema()
                        .getName();
                kinds.merge(kind, 1L, Long::sum);
            });
        }

        CopyStats stats() throws IOException {
            long bytes = 0;
            for (Segment segment : copy.segments(partition)) {
                bytes += Files.size(copy.folder(partition).resolve(segment.file()));
            }
            return new CopyStats(
                    partition,
                    entries,
                    customers.size(),
                    entries == 0 ? 0 : first,
                    entries == 0 ? 0 : last,
                    copy.segments(partition).size(),
                    bytes,
                    kinds);
        }
    }
}
