package io.sojourn.dev.shop;

/**
 * What customers do around their orders; shares are 0 to 1.
 *
 * @param converts share of arrivals who ever order; the others look around and leave
 * @param daysToFirstOrder mean time from arrival to the first order
 * @param visitsBetweenOrders mean number of visits that end without an order
 * @param emailsBetweenOrders mean number of e-mails opened between two orders
 * @param cancels share of orders called off
 * @param updates share of orders whose total is changed soon after
 * @param refunds share of the other orders from which money goes back
 * @param refundsInFull share of the refunds that give everything back
 * @param tickets share of orders after which a ticket is opened
 * @param complaints share of tickets that are complaints
 * @param reopens share of tickets reopened once after they were resolved
 * @param rates share of tickets rated at the end
 */
public record Manners(
        double converts,
        double daysToFirstOrder,
        double visitsBetweenOrders,
        double emailsBetweenOrders,
        double cancels,
        double updates,
        double refunds,
        double refundsInFull,
        double tickets,
        double complaints,
        double reopens,
        double rates) {

    /** What one sees in a mid-size web shop. */
    public static Manners retail() {
        return new Manners(0.8, 3, 1.2, 1.5, 0.02, 0.02, 0.07, 0.4, 0.12, 0.4, 0.15, 0.5);
    }
}
