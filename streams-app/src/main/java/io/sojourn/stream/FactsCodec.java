package io.sojourn.stream;

import io.sojourn.customer.ActivityKind;
import io.sojourn.customer.Facts;
import io.sojourn.customer.Fingerprint;
import io.sojourn.customer.Purchases;
import io.sojourn.customer.Tickets;
import io.sojourn.customer.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The facts within a stored standing: which of them there are, then these. One thread writes, any
 * reads.
 */
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
    private static final int TICKETS = 1 << 8;

    /** By their place in this array; new ones come last. */
    private static final ActivityKind[] KINDS = {
        ActivityKind.ORDER_UPDATE, ActivityKind.REFUND, ActivityKind.CANCELLATION
    };

    private static final int LEAST_OF_A_CHANGE = Fingerprint.BYTES + 3;
    private static final int LEAST_OF_A_TICKET = Fingerprint.BYTES + 2;

    private final TrailCodec trails = new TrailCodec();
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
        boolean uuid = event != null && isUuid(event);
        int present = flag(!bought.counting().isEmpty(), ORDERS)
                | flag(facts.currency() != null, CURRENCY)
                | flag(uuid, UUID_EVENT)
                | flag(event != null && !uuid, TEXT_EVENT)
                | flag(!facts.visits().isEmpty() || facts.visitCount() != 0, VISITS)
                | flag(facts.profileAt() != Facts.NEVER_HAPPENED, PROFILE)
                | flag(hasChanges(bought), CHANGES)
                | flag(!facts.engagements().isEmpty() || facts.engagementCount() != 0, ENGAGEMENTS)
                | flag(!facts.tickets().all().isEmpty(), TICKETS);
        out.number(present);
        if ((present & ORDERS) != 0) {
            writeLong(out, bought.counting());
        }
        out.instant(facts.firstSeenAt());
        if (facts.currency() != null) {
            out.text(facts.currency());
        }
        if (event != null) {
            writeEvent(out, event, uuid);
        }
        if ((present & VISITS) != 0) {
            trails.write(out, facts.visits());
            out.signed((long) facts.visitCount() - facts.visits().size());
        }
        if ((present & PROFILE) != 0) {
            out.instant(facts.profileAt());
        }
        if ((present & CHANGES) != 0) {
            writeChanges(out, bought);
        }
        if ((present & ENGAGEMENTS) != 0) {
            trails.write(out, facts.engagements());
            out.signed((long) facts.engagementCount() - facts.engagements().size());
        }
        if ((present & TICKETS) != 0) {
            writeTickets(out, facts.tickets());
        }
    }

    Facts read(PackedReader in, Blocks.Stored blocks) {
        long present = in.number();
        Trail counting = (present & ORDERS) == 0 ? Trail.EMPTY : readLong(in, Blocks.COUNTING, blocks);
        long firstSeenAt = in.instant();
        String money = (present & CURRENCY) == 0 ? null : shared(in.text());
        String event = readEvent(in, present);
        Trail visits = (present & VISITS) == 0 ? Trail.EMPTY : TrailCodec.read(in);
        int visitCount = (present & VISITS) == 0 ? 0 : (int) (in.signed() + visits.size());
        long profileAt = (present & PROFILE) == 0 ? Facts.NEVER_HAPPENED : in.instant();
        Purchases bought = (present & CHANGES) == 0
                ? new Purchases(counting, Trail.EMPTY, Trail.EMPTY, List.of())
                : readChanges(in, counting, blocks);
        Trail engagements = (present & ENGAGEMENTS) == 0 ? Trail.EMPTY : TrailCodec.read(in);
        int engagementCount = (present & ENGAGEMENTS) == 0 ? 0 : (int) (in.signed() + engagements.size());
        Tickets tickets = (present & TICKETS) == 0 ? Tickets.NONE : readTickets(in);
        return new Facts(
                firstSeenAt,
                profileAt,
                money,
                event,
                bought,
                visits,
                visitCount,
                engagements,
                engagementCount,
                tickets);
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

    private static void writeEvent(PackedWriter out, String event, boolean uuid) {
        if (uuid) {
            UUID id = UUID.fromString(event);
            out.fixed(id.getMostSignificantBits(), Long.BYTES);
            out.fixed(id.getLeastSignificantBits(), Long.BYTES);
        } else {
            out.text(event);
        }
    }

    private static @Nullable String readEvent(PackedReader in, long present) {
        if ((present & UUID_EVENT) != 0) {
            return new UUID(in.fixed(Long.BYTES), in.fixed(Long.BYTES)).toString();
        }
        return (present & TEXT_EVENT) == 0 ? null : in.text();
    }

    /** Whether it is written the one way in which a UUID writes itself. */
    private static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (dash ? c != '-' : !digit) {
                return false;
            }
        }
        return true;
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

    private static void writeTickets(PackedWriter out, Tickets tickets) {
        out.number(tickets.all().size());
        for (Tickets.Ticket ticket : tickets.all()) {
            TrailCodec.writeId(out, ticket.id());
            out.number(flag(ticket.open(), 1) | flag(ticket.complaint(), 2));
            out.instant(ticket.changedAt());
        }
    }

    private static Tickets readTickets(PackedReader in) {
        List<Tickets.Ticket> tickets = new ArrayList<>();
        for (int left = in.count(LEAST_OF_A_TICKET); left > 0; left--) {
            long id = in.fixed(Fingerprint.BYTES);
            long state = in.number();
            tickets.add(new Tickets.Ticket(id, in.instant(), (state & 1) != 0, (state & 2) != 0));
        }
        return new Tickets(List.copyOf(tickets));
    }
}
