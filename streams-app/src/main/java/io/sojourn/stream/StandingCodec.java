package io.sojourn.stream;

import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Facts;
import io.sojourn.lifecycle.Chain;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Policy;
import java.util.List;
import java.util.function.Function;

/**
 * A standing as the bytes of the local store and its changelog: a version, what a {@link Glance} shows, then the rest in a
 * fixed order; places of the policy by number, instants as distances from the one before; of long trails only the latest
 * steps, see {@link Blocks}. One thread encodes, any decodes.
 */
public final class StandingCodec {
    private static final int VERSION = 2;

    private final Numbering numbering;
    private final FactsCodec facts;
    private final PackedWriter out = new PackedWriter();

    /** @param policy by which every standing was and is decided */
    StandingCodec(Policy policy) {
        this(policy, false);
    }

    private StandingCodec(Policy policy, boolean inOnePiece) {
        numbering = new Numbering(policy);
        facts = new FactsCodec(inOnePiece);
    }

    /** For whoever has no place for {@link Blocks}: each customer in one piece, however long. */
    public static StandingCodec inOnePiece(Policy policy) {
        return new StandingCodec(policy, true);
    }

    /**
     * The bytes to store.
     *
     * @throws IllegalArgumentException if the standing is not one of this policy
     */
    public byte[] encode(Remembered remembered) {
        Standing standing = remembered.standing();
        if (standing.posts().size() != numbering.ladders() || standing.alarms().size() != numbering.warnings()) {
            throw new IllegalArgumentException("not a standing of this policy: " + standing);
        }
        out.clear();
        out.signed(VERSION);
        out.instant(standing.lookAgainAt());
        for (int i = 0; i < numbering.ladders(); i++) {
            out.number(numbering.number(i, standing.posts().get(i)));
        }
        for (int i = 0; i < numbering.ladders(); i++) {
            Standing.Post post = standing.posts().get(i);
            write(post.ordinal(), false, post.since());
            if (numbering.asksPrevious(i)) {
                out.number(numbering.previous(i, post));
            }
        }
        for (int i = 0; i < numbering.warnings(); i++) {
            Standing.Alarm alarm = standing.alarms().get(i);
            if (!alarm.warning().equals(numbering.warning(i))) {
                throw new IllegalArgumentException("the policy has no such warning: " + alarm);
            }
            write(alarm.ordinal(), alarm.raised(), alarm.since());
        }
        out.fixed(standing.chain().high(), Long.BYTES);
        out.fixed(standing.chain().low(), Long.BYTES);
        out.instant(remembered.afterTick());
        out.instant(standing.decidedTo());
        out.instant(standing.lookedAt());
        facts.write(out, standing.facts());
        return out.toBytes();
    }

    /** @throws IllegalStateException if bytes and blocks are not a standing of a version and a policy this build reads */
    Remembered decode(CustomerId customer, byte[] bytes, Blocks.Source blocks) {
        return read(customer, bytes, in -> {
            Remembered remembered = remembered(customer, in, new Blocks.Stored(customer, blocks));
            if (in.left() > 0) {
                throw new IllegalArgumentException(in.left() + " bytes stand behind its end");
            }
            return remembered;
        });
    }

    /** What a codec {@link #inOnePiece} encoded. */
    public Remembered decode(CustomerId customer, byte[] bytes) {
        return decode(customer, bytes, key -> null);
    }

    /** The beginning of the same bytes; costs next to nothing. */
    Glance peek(CustomerId customer, byte[] bytes) {
        return read(customer, bytes, in -> glance(customer, in));
    }

    private static <T> T read(CustomerId customer, byte[] bytes, Function<PackedReader, T> how) {
        PackedReader in = new PackedReader(bytes);
        try {
            long version = in.signed();
            if (version != VERSION) {
                throw new IllegalStateException("the stored standing of customer " + customer + " has version "
                        + version + ", this build reads " + VERSION + ": see docs/operations.md on upgrades");
            }
            return how.apply(in);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalStateException("the stored standing of customer " + customer + " is cut short", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the stored standing of customer " + customer + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Glance glance(CustomerId customer, PackedReader in) {
        long lookAgainAt = in.instant();
        Numbering.Place[] places = new Numbering.Place[numbering.ladders()];
        for (int i = 0; i < places.length; i++) {
            places[i] = numbering.place(i, in.number());
        }
        return new Glance(customer, lookAgainAt, List.of(places));
    }

    private Remembered remembered(CustomerId customer, PackedReader in, Blocks.Stored blocks) {
        Glance glance = glance(customer, in);
        Standing.Post[] posts = new Standing.Post[numbering.ladders()];
        for (int i = 0; i < posts.length; i++) {
            Numbering.Place place = glance.places().get(i);
            long moves = in.number();
            long since = since(in, moves);
            String previous = numbering.asksPrevious(i) ? numbering.previous(i, in.number()) : null;
            posts[i] =
                    new Standing.Post(place.ladder(), place.stage(), since, ordinal(moves), place.because(), previous);
        }
        Standing.Alarm[] alarms = new Standing.Alarm[numbering.warnings()];
        for (int i = 0; i < alarms.length; i++) {
            long moves = in.number();
            alarms[i] = new Standing.Alarm(numbering.warning(i), (moves & 2) != 0, since(in, moves), ordinal(moves));
        }
        Chain chain = new Chain(in.fixed(Long.BYTES), in.fixed(Long.BYTES));
        long afterTick = in.instant();
        long decidedTo = in.instant();
        long lookedAt = in.instant();
        Facts known = facts.read(in, blocks);
        Standing standing = new Standing(
                customer, known, List.of(posts), List.of(alarms), decidedTo, lookedAt, glance.lookAgainAt(), chain);
        return new Remembered(standing, afterTick);
    }

    /** Who never moved came at no time, so no time is written. */
    private void write(int ordinal, boolean raised, long since) {
        out.number((ordinal & 0xffff_ffffL) << 2 | (raised ? 2 : 0) | (since == 0 ? 0 : 1));
        if (since != 0) {
            out.instant(since);
        }
    }

    private static int ordinal(long moves) {
        return (int) (moves >>> 2);
    }

    private static long since(PackedReader in, long moves) {
        return (moves & 1) == 0 ? 0 : in.instant();
    }
}
