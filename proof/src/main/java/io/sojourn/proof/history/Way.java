package io.sojourn.proof.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.sojourn.ledger.Mode;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.replay.Fold;
import io.sojourn.replay.Ledger;
import io.sojourn.replay.LedgerCopy;
import io.sojourn.replay.Range;
import io.sojourn.replay.Replay;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.Revisions.Revision;
import io.sojourn.tables.Format;
import io.sojourn.tables.ReplayFiles;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import org.apache.avro.specific.SpecificRecord;

/** What is done with a copy, in a process of its own; all of them go through the same code, partition by partition. */
public enum Way {
    DECODE("read and decoded"),
    FOLD("folded"),
    PARQUET("folded into Parquet");

    private static final int WINDOW_DAYS = 365;

    private final String words;

    Way(String words) {
        this.words = words;
    }

    /** For a table. */
    public String words() {
        return words;
    }

    /**
     * What one run took.
     *
     * @param decisions that were found
     * @param heapBytes in use in the end, when nobody is let go of yet
     */
    public record Took(long entries, long decisions, double seconds, double cpuSeconds, long heapBytes) {
        /** Entries a second that one core did. */
        public double perCore() {
            return entries / cpuSeconds;
        }
    }

    /** The process: way, folder of the copy, folder to write into; prints what it took as JSON. */
    public static void main(String[] args) throws Exception {
        LedgerCopy copy = LedgerCopy.in(Path.of(args[1]));
        try (WireFormat wire = copy.wire()) {
            System.out.println(
                    new ObjectMapper().writeValueAsString(valueOf(args[0]).run(copy, wire, Path.of(args[2]))));
        }
    }

    private Took run(LedgerCopy copy, WireFormat wire, Path out) throws InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        LongAdder decisions = new LongAdder();
        AtomicLong heap = new AtomicLong();
        long cpu = system.getProcessCpuTime();
        long begun = System.nanoTime();
        Policies policies = Policies.only(ReferencePolicy.overDays(WINDOW_DAYS));
        long entries = new Replay(copy, policies, wire).run(parts(out, decisions, heap), done -> {});
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Took(entries, decisions.sum(), seconds, (system.getProcessCpuTime() - cpu) / 1e9, heap.get());
    }

    private IntFunction<Replay.Part> parts(Path out, LongAdder decisions, AtomicLong heap) {
        if (this == PARQUET) {
            return new ReplayFiles(out, Format.PARQUET, "reference", Range.ALL)::part;
        }
        return partition -> new Replay.Part() {
            @Override
            public boolean hears(Ledger.Entry entry, SpecificRecord decoded) {
                return Way.this == FOLD;
            }

            @Override
            public void announced(Announcement announcement, Revision by, long detectedAt, Mode mode) {
                decisions.increment();
            }

            @Override
            public void end(Fold fold) {
                heap.accumulateAndGet(used(), Math::max);
            }
        };
    }

    @SuppressWarnings("DoNotCall") // what is in use is asked, not how much garbage there is
    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
