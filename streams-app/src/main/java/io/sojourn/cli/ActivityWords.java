package io.sojourn.cli;

import static java.util.Locale.ROOT;

import io.sojourn.customer.Activity;
import io.sojourn.schemas.RecordJson;
import java.math.BigDecimal;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** What happened, in a few words. */
final class ActivityWords {
    private static final int SCALE = 4;

    private ActivityWords() {}

    static String of(SpecificRecord event, Activity activity) {
        if (activity instanceof Activity.Ordered order) {
            return "order " + order.orderId() + ", " + money(order.total()) + " " + order.currency();
        } else if (activity instanceof Activity.OrderUpdated update) {
            return "order " + update.orderId() + " is " + money(update.total()) + " now";
        } else if (activity instanceof Activity.Refunded refund) {
            return "refund of " + money(refund.amount())
                    + (refund.orderId() == null ? "" : " for order " + refund.orderId());
        } else if (activity instanceof Activity.OrderCancelled cancelled) {
            return "order " + cancelled.orderId() + " called off";
        } else if (activity instanceof Activity.TicketMoved moved) {
            return name(event) + " " + moved.ticketId() + (moved.complaint() ? ", a complaint" : "");
        } else if (activity instanceof Activity.TicketReplied reply) {
            return name(event) + " " + reply.ticketId() + " by " + (reply.byStaff() ? "staff" : "the customer");
        } else if (activity instanceof Activity.TicketRated rated) {
            return name(event) + " " + rated.ticketId() + ", " + rated.rating() + " of 5";
        } else if (activity instanceof Activity.Engaged engaged) {
            return engaged.what() + (engaged.byStaff() ? " by staff" : "");
        } else if (activity instanceof Activity.ProfileUpdated profile) {
            return "profile " + new TreeMap<>(profile.attributes());
        }
        return name(event);
    }

    /** {@code ProductViewed} as {@code product viewed}. */
    private static String name(SpecificRecord event) {
        return event.getSchema().getName().replaceAll("(?<=.)(?=[A-Z])", " ").toLowerCase(ROOT);
    }

    private static String money(long tenThousandths) {
        return RecordJson.plain(BigDecimal.valueOf(tenThousandths, SCALE)).toPlainString();
    }
}
