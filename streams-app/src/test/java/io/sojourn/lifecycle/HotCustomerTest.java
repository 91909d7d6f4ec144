package io.sojourn.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sojourn.customer.Activity;
import io.sojourn.customer.CustomerId;
import io.sojourn.policy.ReferencePolicy;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A customer with ten thousand orders costs little more for an event than one with ten. */
class HotCustomerTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int EVENTS = 20_000;
    private static final long HALF_AN_HOUR = 1_800_000;

    private final Lifecycle lifecycle = new Lifecycle(ReferencePolicy.overDays(365));

    private record Cost(long cpuNanos, long bytes) {}

    @Test
    void ten_thousand_orders_cost_little_more_than_ten() {
        Cost few = best(10);
        Cost many = best(10_000);
        assertThat(many.bytes).as("bytes for %d events", EVENTS).isLessThan(2 * few.bytes);
        // About the same when the machine is quiet; a scan for the order's id made it fifty times as much.
        assertThat(many.cpuNanos).as("CPU nanoseconds for %d events", EVENTS).isLessThan(8 * few.cpuNanos);
    }

    /** The least of several rounds, so that neither the compiler nor a neighbour counts. */
    private Cost best(int orders) {
        Cost best = new Cost(Long.MAX_VALUE, Long.MAX_VALUE);
        for (int round = 0; round < 6; round++) {
            Cost cost = cost(orders);
            best = new Cost(Math.min(best.cpuNanos, cost.cpuNanos), Math.min(best.bytes, cost.bytes));
        }
        return best;
    }

    /** What it costs to tell a customer with so many orders of as many more, again and again. */
    private Cost cost(int orders) {
        Standing grown = lifecycle.begin(new CustomerId("C-1"));
        for (int number = 0; number < orders; number++) {
            grown = lifecycle.onActivity(grown, order(number)).standing();
        }
        long cpu = THREADS.getCurrentThreadCpuTime();
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        for (int told = 0; told < EVENTS; told += orders) {
            Standing standing = grown;
            for (int number = orders; number < 2 * orders; number++) {
                standing = lifecycle.onActivity(standing, order(number)).standing();
            }
            assertThat(standing.facts().purchases().counting().size()).isEqualTo(2 * orders);
        }
        return new Cost(THREADS.getCurrentThreadCpuTime() - cpu, THREADS.getCurrentThreadAllocatedBytes() - bytes);
    }

    private static Activity order(int number) {
        String id = "order-" + number;
        return new Activity.Ordered("e:" + id, number * HALF_AN_HOUR, id, 100, "USD");
    }
}
