package io.sojourn.dev.shop;

import io.sojourn.events.Engaged;
import io.sojourn.events.OrderCancelled;
import io.sojourn.events.OrderRefunded;
import io.sojourn.events.OrderUpdated;
import io.sojourn.events.TicketOpened;
import io.sojourn.events.TicketRated;
import io.sojourn.events.TicketReopened;
import io.sojourn.events.TicketReplied;
import io.sojourn.events.TicketResolved;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What follows an order: it is changed, called off, sent back, asked about, praised. */
final class Aftermath {
    private static final List<String> QUESTIONS =
            List.of("Where is my parcel?", "Invoice, please", "How do I care for it?", "Can I change the address?");
    private static final List<String> COMPLAINTS =
            List.of("Arrived broken", "Wrong article", "Still not here", "Charged twice");

    private final Diary diary;
    private final Chance chance;
    private final Manners manners;
    private final String currency;

    Aftermath(Diary diary, Chance chance, Manners manners, String currency) {
        this.diary = diary;
        this.chance = chance;
        this.manners = manners;
        this.currency = currency;
    }

    /** Writes into the diary what follows {@code order}; everything later than the order itself. */
    void of(Purchase order) {
        var orderId = diary.id('o', order.ordinal());
        if (chance.happens(manners.cancels())) {
            var calledOffAt = order.at() + chance.between(Duration.ofMinutes(10), Duration.ofHours(20));
            diary.note(calledOffAt, (id, who, at) -> new OrderCancelled(id, who, orderId, at, "changed my mind"));
            return;
        }
        var total = order.total();
        if (chance.happens(manners.updates())) {
            total = total.add(new BigDecimal("4.9000"));
            change(order.at() + chance.between(Duration.ofMinutes(2), Duration.ofHours(5)), orderId, total);
        }
        if (chance.happens(manners.refunds())) {
            refund(order.at() + chance.between(Duration.ofDays(3), Duration.ofDays(20)), orderId, total);
        }
        if (chance.happens(manners.tickets())) {
            ticket(
                    order.at() + chance.between(Duration.ofHours(10), Duration.ofDays(6)),
                    diary.id('t', order.ordinal()));
        }
        if (chance.happens(0.06)) {
            var writtenAt = order.at() + chance.between(Duration.ofDays(4), Duration.ofDays(15));
            diary.note(
                    writtenAt,
                    (id, who, at) -> new Engaged(id, who, at, "review-written", null, false, Map.of("order", orderId)));
        }
    }

    private void change(long changedAt, String orderId, BigDecimal total) {
        diary.note(changedAt, (id, who, at) -> new OrderUpdated(id, who, orderId, at, total, currency, List.of()));
    }

    private void refund(long givenAt, String orderId, BigDecimal total) {
        var inFull = chance.happens(manners.refundsInFull());
        var part = BigDecimal.valueOf(0.1 + 0.6 * chance.share());
        var amount = inFull
                ? total
                : total.multiply(part).setScale(2, RoundingMode.UP).setScale(4);
        diary.note(givenAt, (id, who, at) -> new OrderRefunded(id, who, orderId, at, amount, currency, List.of()));
    }

    private void ticket(long openedAt, String ticketId) {
        var complaint = chance.happens(manners.complaints());
        var subject = chance.oneOf(complaint ? COMPLAINTS : QUESTIONS);
        diary.note(openedAt, (id, who, at) -> new TicketOpened(id, who, ticketId, at, subject, complaint));
        var resolvedAt = answered(openedAt, ticketId);
        if (chance.happens(manners.reopens())) {
            var reopenedAt = resolvedAt + chance.between(Duration.ofHours(1), Duration.ofDays(3));
            diary.note(reopenedAt, (id, who, at) -> new TicketReopened(id, who, ticketId, at));
            resolvedAt = answered(reopenedAt, ticketId);
        }
        if (chance.happens(manners.rates())) {
            var rating = chance.oneOf(complaint ? List.of(1, 1, 2, 3, 4, 5) : List.of(3, 4, 4, 5, 5, 5));
            var ratedAt = resolvedAt + chance.between(Duration.ofMinutes(5), Duration.ofDays(2));
            diary.note(ratedAt, (id, who, at) -> new TicketRated(id, who, ticketId, at, rating));
        }
    }

    /** We reply, now and then the customer writes once more, we resolve. Returns when it was resolved. */
    private long answered(long from, String ticketId) {
        var repliedAt = from + Duration.ofMinutes(3).toMillis() + chance.around(Duration.ofHours(6));
        diary.note(repliedAt, (id, who, at) -> new TicketReplied(id, who, ticketId, at, true));
        if (chance.happens(0.3)) {
            repliedAt += Duration.ofMinutes(1).toMillis() + chance.around(Duration.ofHours(5));
            diary.note(repliedAt, (id, who, at) -> new TicketReplied(id, who, ticketId, at, false));
        }
        var resolvedAt = repliedAt + Duration.ofMinutes(5).toMillis() + chance.around(Duration.ofHours(10));
        diary.note(resolvedAt, (id, who, at) -> new TicketResolved(id, who, ticketId, at));
        return resolvedAt;
    }
}
