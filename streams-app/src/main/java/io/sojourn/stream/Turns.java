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
 * What stands in one ledger partition for all of its customers and has not reached each of them yet, oldest first: ticks
 * whose silences are still being heard, policies by which not everybody has been decided about. Many customers are asked in
 * steps, between events; this memory, which survives a restart, makes each of them hear everything in the ledger's order.
 */
final class Turns {
    private static final String POLICY = "POLICY";

    private final String firstPolicy;
    private final Deque<Turn> pending = new ArrayDeque<>();
    private long latestTick = Long.MIN_VALUE;

    /** One entry of the ledger that concerns everybody. */
    sealed interface Turn {
        long at();
    }

    record PendingTick(long at, Mode mode) implements Turn {}

    /** @param revision which policy, see {@link Revisions} */
    record PendingPolicy(long at, int revision) implements Turn {}

    private Turns(String firstPolicy) {
        this.firstPolicy = firstPolicy;
    }

    /**
     * Takes up where {@code stored} left off; null is the beginning.
     *
     * @param firstPolicy by which everything in the store was decided before another became active
     * @throws IllegalStateException if what is stored was decided by another
     */
    static Turns from(byte @Nullable [] stored, String firstPolicy) {
        Turns turns = new Turns(firstPolicy);
        if (stored == null) {
            return turns;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            String decidedBy = in.readUTF();
            if (!decidedBy.equals(firstPolicy)) {
                throw new IllegalStateException("the local state was decided by policy " + decidedBy
                        + ", the settings say "
                        + firstPolicy
                        + ": two rules in one history. Set policy.file and rfm.window.days back, or fold the ledger again with"
                        + " the new one (docs/operations.md, Reset)");
            }
            turns.latestTick = in.readLong();
            for (int left = in.readInt(); left > 0; left--) {
                turns.pending.add(turn(in.readLong(), in.readUTF()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the stored turns are cut short", e);
        }
        return turns;
    }

    private static Turn turn(long at, String kind) {
        return kind.startsWith(POLICY)
                ? new PendingPolicy(at, Integer.parseInt(kind.substring(POLICY.length())))
                : new PendingTick(at, Mode.valueOf(kind));
    }

    byte[] encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(firstPolicy);
            out.writeLong(latestTick);
            out.writeInt(pending.size());
            for (Turn turn : pending) {
                out.writeLong(turn.at());
                out.writeUTF(turn instanceof PendingPolicy policy ? POLICY + policy.revision : mode(turn));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String mode(Turn turn) {
        return ((PendingTick) turn).mode.name();
    }

    /** Adds a tick; one that is not later than the latest promises nothing new and is left out. */
    boolean add(long at, Mode mode) {
        if (at <= latestTick) {
            return false;
        }
        latestTick = at;
        pending.add(new PendingTick(at, mode));
        return true;
    }

    /** Adds a policy, which is to reach everybody after what is pending already. */
    void add(PendingPolicy policy) {
        pending.add(policy);
    }

    /** The latest tick so far, or {@link Long#MIN_VALUE}. */
    long latestTick() {
        return latestTick;
    }

    /** How many there are. */
    int size() {
        return pending.size();
    }

    @Nullable
    Turn oldest() {
        return pending.peekFirst();
    }

    void oldestIsDone() {
        pending.removeFirst();
    }

    Iterable<Turn> all() {
        return pending;
    }
}
