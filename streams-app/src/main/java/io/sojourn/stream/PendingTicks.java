package io.sojourn.stream;

import io.sojourn.ledger.Mode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The ticks of one ledger partition whose silences have not all been heard yet, oldest first. Many silences due at once are
 * heard in steps, between events; this memory, which survives a restart, makes each of them say the tick that found it.
 */
final class PendingTicks {
    private final String policy;
    private final Deque<PendingTick> pending = new ArrayDeque<>();
    private long latest = Long.MIN_VALUE;

    record PendingTick(long at, Mode mode) {}

    private PendingTicks(String policy) {
        this.policy = policy;
    }

    /**
     * Takes up where {@code stored} left off; null is the beginning.
     *
     * @param policy by which everything in the store was decided, and must go on being decided
     * @throws IllegalStateException if what is stored was decided by another
     */
    static PendingTicks from(byte @Nullable [] stored, String policy) {
        PendingTicks ticks = new PendingTicks(policy);
        if (stored == null) {
            return ticks;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            String decidedBy = in.readUTF();
            if (!decidedBy.equals(policy)) {
                throw new IllegalStateException("the local state was decided by policy " + decidedBy
                        + ", the settings say "
                        + policy + ": two rules in one history. Set policy.file and rfm.window.days back, or fold the"
                        + " ledger again with the new one (docs/operations.md, Reset)");
            }
            ticks.latest = in.readLong();
            for (int left = in.readInt(); left > 0; left--) {
                ticks.pending.add(new PendingTick(in.readLong(), Mode.valueOf(in.readUTF())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the stored ticks are cut short", e);
        }
        return ticks;
    }

    byte[] encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(policy);
            out.writeLong(latest);
            out.writeInt(pending.size());
            for (PendingTick tick : pending) {
                out.writeLong(tick.at);
                out.writeUTF(tick.mode.name());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Adds a tick; one that is not later than the latest promises nothing new and is left out. */
    boolean add(long at, Mode mode) {
        if (at <= latest) {
            return false;
        }
        latest = at;
        pending.add(new PendingTick(at, mode));
        return true;
    }

    /** The latest tick so far, or {@link Long#MIN_VALUE}. */
    long latest() {
        return latest;
    }

    /** How many there are. */
    int size() {
        return pending.size();
    }

    @Nullable
    PendingTick oldest() {
        return pending.peekFirst();
    }

    void oldestIsDone() {
        pending.removeFirst();
    }

    Iterable<PendingTick> all() {
        return pending;
    }
}
