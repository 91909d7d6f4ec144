package io.sojourn.stream;

import io.sojourn.customer.ActivityKind;
import io.sojourn.customer.Engagements;
import io.sojourn.customer.Facts;
import io.sojourn.customer.Fingerprint;
import io.sojourn.customer.Profile;
import io.sojourn.customer.Purchases;
import io.sojourn.customer.Recent;
import io.sojourn.customer.Tickets;
import io.sojourn.customer.Trail;
import java.util.ArrayList;
import java.util.List;

/** The facts within a stored standing: which of them there are, then these. One thread writes, any reads. */
final class FactsCodec {
    // What most customers have stands in the lower seven bits, which are one byte.
    private static final int ORDERS = 1;
    private static final int CURRENCY = 1 << 1;
    private static final int UUID_EVENT = 1 << 2;
    private static final int TEXT_EVENT = 1 << 3;
    private static final int VISITS = 1 << 4;
    private static final int PROFILE = 1 << 5;
    private static final int CHANGES = 1 << 6;
    private static final int ENGAGEMENTS = 1 << 7;

    /** Written by version 2 only. */
    private static final int TICKETS = 1 << 8;

    private static final int CARTS = 1 << 9;
    private static final int BY_KIND = 1 << 10;
    private static final int MOVES = 1 << 11;
    private static final int ATTRIBUTES = 1 << 12;
    private static final int ERASED = 1 << 13;

    /** By their place in this array; new ones come last. */
    private static final ActivityKind[] KINDS = {
        ActivityKind.ORDER_UPDATE, ActivityKind.REFUND, ActivityKind.CANCELLATION
    };

    private static final int LEAST_OF_A_CHANGE = Fingerprint.BYTES + 3;

    private final TrailCodec trails = new TrailCodec();
    private final ContactsCodec contacts = new ContactsCodec(trails);
    private final boolean inOnePiece;

    /** The latest currency read: thousands of customers share it, so they share the text too. */
    private String currency = "";

    /** @param inOnePiece whether long trails stand whole, since whoever keeps the bytes has no {@link Blocks} */
    FactsCodec(boolean inOnePiece) {
        this.inOnePiece = inOnePiece;
    }

    void write(PackedWriter out, Facts facts) {
        Purchases bought = facts.purchases();
        String event = facts.lastOrderEvent();
        boolean uuid = event != null && EventIdCodec.isUuid(event);
        int present = flag(!bought.counting().isEmpty(), ORDERS)
                | flag(facts.currency() != null, CURRENCY)
                | flag(uuid, UUID_EVENT)
                | flag(event != null && !uuid, TEXT_EVENT)
                | flag(isAny(facts.visits()), VISITS)
                | flag(facts.profile().updatedAt() != Facts.NEVER_HAPPENED, PROFILE)
                | flag(hasChanges(bought), CHANGES)
                | flag(isAny(facts.engagements().others()), ENGAGEMENTS)
                | flag(isAny(facts.carts()), CARTS)
                | flag(!facts.engagements().kinds().isEmpty(), BY_KIND)
                | flag(!facts.tickets().moves().isEmpty() || facts.tickets().count() != 0, MOVES)
                | flag(!facts.profile().attributes().isEmpty(), ATTRIBUTES)
                | flag(facts.erasedAt() != Facts.NEVER_HAPPENED, ERASED);
        out.number(present);
        if ((present & ORDERS) != 0) {
            writeLong(out, bought.counting());
        }
        out.instant(facts.firstSeenAt());
        if (facts.currency() != null) {
            out.text(facts.currency());
        }
        if (event != null) {
            EventIdCodec.write(out, event, uuid);
        }
        if ((present & VISITS) != 0) {
            contacts.write(out, facts.visits());
        }
        if ((present & PROFILE) != 0) {
            out.instant(facts.profile().updatedAt());
        }
        if ((present & CHANGES) != 0) {
            writeChanges(out, bought);
        }
        if ((present & ENGAGEMENTS) != 0) {
            contacts.write(out, facts.engagements().others());
        }
        if ((present & CARTS) != 0) {
            contacts.write(out, facts.carts());
        }
        if ((present & BY_KIND) != 0) {
            contacts.write(out, facts.engagements().kinds());
        }
        if ((present & MOVES) != 0) {
            contacts.write(out, facts.tickets());
        }
        if ((present & ATTRIBUTES) != 0) {
            contacts.write(out, facts.profile());
        }
        if ((present & ERASED) != 0) {
            out.instant(facts.erasedAt());
        }
    }

    Facts read(PackedReader in, Blocks.Stored blocks) {
        long present = in.number();
        Trail counting = (present & ORDERS) == 0 ? Trail.EMPTY : readLong(in, Blocks.COUNTING, blocks);
        long firstSeenAt = in.instant();
        String money = (present & CURRENCY) == 0 ? null : shared(in.text());
        String event =
                (present & (UUID_EVENT | TEXT_EVENT)) == 0 ? null : EventIdCodec.read(in, (present & UUID_EVENT) != 0);
        Recent visits = (present & VISITS) == 0 ? Recent.NONE : ContactsCodec.readRecent(in);
        long profileAt = (present & PROFILE) == 0 ? Facts.NEVER_HAPPENED : in.instant();
        Purchases bought = (present & CHANGES) == 0
                ? new Purchases(counting, Trail.EMPTY, Trail.EMPTY, List.of())
                : readChanges(in, counting, blocks);
        Recent others = (present & ENGAGEMENTS) == 0 ? Recent.NONE : ContactsCodec.readRecent(in);
        Tickets tickets = (present & TICKETS) == 0 ? Tickets.NONE : OlderTickets.read(in);
        Recent carts = (present & CARTS) == 0 ? Recent.NONE : ContactsCodec.readRecent(in);
        List<Engagements.Kind> kinds = (present & BY_KIND) == 0 ? List.of() : ContactsCodec.readKinds(in);
        tickets = (present & MOVES) == 0 ? tickets : ContactsCodec.readTickets(in);
        List<Profile.Attribute> attributes = (present & ATTRIBUTES) == 0 ? List.of() : ContactsCodec.readAttributes(in);
        long erasedAt = (present & ERASED) == 0 ? Facts.NEVER_HAPPENED : in.instant();
        return new Facts(
                firstSeenAt,
                (present & (PROFILE | ATTRIBUTES)) == 0 ? Profile.NONE : new Profile(profileAt, attributes),
                money,
                event,
                bought,
                visits,
                carts,
                (present & (ENGAGEMENTS | BY_KIND)) == 0 ? Engagements.NONE : new Engagements(others, kinds),
                tickets,
                erasedAt);
    }

    private static boolean isAny(Recent recent) {
        return !recent.trail().isEmpty() || recent.count() != 0;
    }

    private void writeLong(PackedWriter out, Trail trail) {
        if (inOnePiece) {
            trails.write(out, trail);
        } else {
            trails.writeLatest(out, trail);
        }
    }

    private Trail readLong(PackedReader in, int number, Blocks.Stored blocks) {
        return inOnePiece ? TrailCodec.read(in) : TrailCodec.readLatest(in, number, blocks);
    }

    private static int flag(boolean there, int flag) {
        return there ? flag : 0;
    }

    private static boolean hasChanges(Purchases bought) {
        return !bought.refunds().isEmpty()
                || !bought.gone().isEmpty()
                || !bought.waiting().isEmpty();
    }

    private String shared(String read) {
        String known = currency;
        if (known.equals(read)) {
            return known;
        }
        currency = read;
        return read;
    }

    private void writeChanges(PackedWriter out, Purchases bought) {
        writeLong(out, bought.refunds());
        writeLong(out, bought.gone());
        out.number(bought.waiting().size());
        for (Purchases.Waiting change : bought.waiting()) {
            TrailCodec.writeId(out, change.order());
            out.number(number(change.kind()));
            out.instant(change.at());
            out.signed(change.amount());
        }
    }

    private Purchases readChanges(PackedReader in, Trail counting, Blocks.Stored blocks) {
        Trail refunds = readLong(in, Blocks.REFUNDS, blocks);
        Trail gone = readLong(in, Blocks.GONE, blocks);
        List<Purchases.Waiting> waiting = new ArrayList<>();
        for (int left = in.count(LEAST_OF_A_CHANGE); left > 0; left--) {
            waiting.add(
                    new Purchases.Waiting(in.fixed(Fingerprint.BYTES), kind(in.number()), in.instant(), in.signed()));
        }
        return new Purchases(counting, gone, refunds, List.copyOf(waiting));
    }

    private static int number(ActivityKind kind) {
        int number = List.of(KINDS).indexOf(kind);
        if (number < 0) {
            throw new IllegalArgumentException("no change of an order is a " + kind);
        }
        return number;
    }

    private static ActivityKind kind(long number) {
        if (number < 0 || number >= KINDS.length) {
            throw new IllegalArgumentException("no change of an order has the number " + number);
        }
        return KINDS[(int) number];
    }
}
