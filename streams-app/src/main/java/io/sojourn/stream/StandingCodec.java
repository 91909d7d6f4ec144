package io.sojourn.stream;

import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Facts;
import io.sojourn.lifecycle.Chain;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A standing as the bytes of the local store and its changelog: a version, the number of the policy, what a {@link Glance} shows, then the rest in a
 * fixed order; places of that policy by number, instants as distances from the one before; of long trails only the latest
 * steps, see {@link Blocks}. One thread encodes, any decodes.
 */
public final class StandingCodec {
    private static final int VERSION = 3;

    /** The same of who was erased: told apart by a {@link Glance}, and of an earlier build, which knows no such, refused. */
    private static final int UNKNOWN = 4;

    /** It knew one policy only, and not all that facts are remembered since; the rest is the same. */
    private static final int OLDEST_READ = 2;

    private final Revisions revisions;
    private final FactsCodec facts;
    private final PackedWriter out = new PackedWriter();

    /** @param revisions by which standings are decided; more may be added later */
    StandingCodec(Revisions revisions) {
        this(revisions, false);
    }

    private StandingCodec(Revisions revisions, boolean inOnePiece) {
        this.revisions = revisions;
        facts = new FactsCodec(inOnePiece);
    }

    /** For whoever has no place for {@link Blocks}: each customer in one piece, however long. */
    public static StandingCodec inOnePiece(Policy policy) {
        return new StandingCodec(new Revisions(Policies.only(policy)), true);
    }

    /**
     * The bytes to store.
     *
     * @throws IllegalArgumentException if the standing is not one of its policy
     */
    public byte[] encode(Remembered remembered) {
        Standing standing = remembered.standing();
        Numbering numbering = revisions.get(remembered.revision()).numbering();
        if (standing.posts().size() != numbering.ladders() || standing.marks().size() != numbering.marks()) {
            throw new IllegalArgumentException("not a standing of this policy: " + standing);
        }
        out.clear();
        out.signed(standing.isUnknown() ? UNKNOWN : VERSION);
        out.number(remembered.revision());
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
        for (int i = 0; i < numbering.marks(); i++) {
            Standing.Marked marked = standing.marks().get(i);
            boolean hasLevels = numbering.hasLevels(i);
            boolean known = marked.mark().equals(numbering.mark(i));
            if (!known
                    || (!hasLevels && marked.level() != Standing.Marked.OFF && marked.level() != Standing.Marked.ON)) {
                throw new IllegalArgumentException("the policy has no such mark: " + marked);
            }
            write(marked.ordinal(), marked.isOn(), marked.since());
            if (hasLevels) {
                out.signed(marked.level());
            }
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
        return read(customer, bytes, (in, revision) -> {
            Remembered remembered = remembered(customer, revision, in, new Blocks.Stored(customer, blocks));
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
        Glance glance = read(customer, bytes, (in, revision) -> glance(customer, revision, in));
        return new PackedReader(bytes).signed() == UNKNOWN ? glance.ofNobody() : glance;
    }

    private <T> T read(CustomerId customer, byte[] bytes, BiFunction<PackedReader, Revisions.Revision, T> how) {
        PackedReader in = new PackedReader(bytes);
        try {
            long version = in.signed();
            if (version < OLDEST_READ || version > UNKNOWN) {
                throw new IllegalStateException("the stored standing of customer " + customer + " has version "
                        + version + ", this build reads " + OLDEST_READ + " to " + UNKNOWN
                        + ": see docs/operations.md on upgrades");
            }
            return how.apply(in, revisions.get(version == OLDEST_READ ? 0 : in.number()));
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalStateException("the stored standing of customer " + customer + " is cut short", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the stored standing of customer " + customer + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Glance glance(CustomerId customer, Revisions.Revision revision, PackedReader in) {
        Numbering numbering = revision.numbering();
        long lookAgainAt = in.instant();
        Numbering.Place[] places = new Numbering.Place[numbering.ladders()];
        for (int i = 0; i < places.length; i++) {
            places[i] = numbering.place(i, in.number());
        }
        return new Glance(customer, revision.number(), lookAgainAt, List.of(places));
    }

    private Remembered remembered(
            CustomerId customer, Revisions.Revision revision, PackedReader in, Blocks.Stored blocks) {
        Numbering numbering = revision.numbering();
        Glance glance = glance(customer, revision, in);
        Standing.Post[] posts = new Standing.Post[numbering.ladders()];
        for (int i = 0; i < posts.length; i++) {
            Numbering.Place place = glance.places().get(i);
            long moves = in.number();
            long since = since(in, moves);
            String previous = numbering.asksPrevious(i) ? numbering.previous(i, in.number()) : null;
            posts[i] =
                    new Standing.Post(place.ladder(), place.stage(), since, ordinal(moves), place.because(), previous);
        }
        Standing.Marked[] marks = new Standing.Marked[numbering.marks()];
        for (int i = 0; i < marks.length; i++) {
            long moves = in.number();
            long since = since(in, moves);
            long level = numbering.hasLevels(i) ? in.signed() : (moves >> 1) & 1;
            marks[i] = new Standing.Marked(numbering.mark(i), (int) level, since, ordinal(moves));
        }
        Chain chain = new Chain(in.fixed(Long.BYTES), in.fixed(Long.BYTES));
        long afterTick = in.instant();
        long decidedTo = in.instant();
        long lookedAt = in.instant();
        Facts known = facts.read(in, blocks);
        Standing standing = new Standing(
                customer, known, List.of(posts), List.of(marks), decidedTo, lookedAt, glance.lookAgainAt(), chain);
        return new Remembered(standing, afterTick, revision.number());
    }

    /** Who never moved came at no time, so no time is written. */
    private void write(int ordinal, boolean on, long since) {
        out.number((ordinal & 0xffff_ffffL) << 2 | (on ? 2 : 0) | (since == 0 ? 0 : 1));
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
