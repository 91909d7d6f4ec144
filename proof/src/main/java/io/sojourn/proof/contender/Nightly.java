package io.sojourn.proof.contender;

import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Facts;
import io.sojourn.events.OrderCancelled;
import io.sojourn.events.OrderCompleted;
import io.sojourn.events.OrderRefunded;
import io.sojourn.proof.load.Ground;
import io.sojourn.proof.load.Load;
import io.sojourn.proof.load.Reading;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.ActivityCodec;
import io.sojourn.value.Rfm;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * What most shops do instead: each night one SQL statement over all orders, here in DuckDB. Only the statement is timed,
 * not how the orders came into the table. It knows the final figures, and when it looked; not when anything became true.
 */
final class Nightly implements Contender {
    private static final int WINDOW_DAYS = 365;

    private static final String SQL = """
            CREATE TABLE rfm AS
            WITH off AS (
                SELECT order_id,
                       sum(amount) FILTER (kind = 'refund') AS refunded,
                       bool_or(kind = 'cancel') AS cancelled
                FROM events WHERE kind <> 'order' GROUP BY order_id),
            orders AS (
                SELECT customer, ms, amount, coalesce(refunded, 0) AS refunded
                FROM events LEFT JOIN off USING (order_id)
                WHERE kind = 'order' AND NOT coalesce(cancelled, false)
                  AND (coalesce(refunded, 0) <= 0 OR refunded < amount))
            SELECT customer, max(ms) AS last_order_at,
                   count(*) FILTER (ms > %1$d - %2$d) AS frequency,
                   sum(amount) FILTER (ms > %1$d - %2$d) AS gross,
                   -sum(refunded) FILTER (ms > %1$d - %2$d) AS refunds
            FROM orders WHERE ms <= %1$d GROUP BY customer
            """.formatted(Load.END.toEpochMilli(), WINDOW_DAYS * Rfm.DAY);

    @Override
    public void run(Ground ground, Finish done) throws Exception {
        try (Connection warehouse = DriverManager.getConnection(
                        "jdbc:duckdb:" + ground.scratch().resolve("warehouse"));
                Statement sql = warehouse.createStatement()) {
            sql.execute("SET threads = " + Ground.THREADS);
            sql.execute(
                    "CREATE TABLE events (customer VARCHAR, order_id VARCHAR, kind VARCHAR, ms BIGINT, amount BIGINT)");
            Map<String, Facts> folded = fill(ground, (DuckDBConnection) warehouse);
            Effort effort = Effort.after(0);
            sql.execute(SQL);
            effort.saw(ground.events());
            Outcome outcome = effort.done();
            requireSame(folded, sql);
            done.with(outcome);
        }
    }

    /** Fills the table; answers what the product's own fold remembers of the same events. */
    private static Map<String, Facts> fill(Ground ground, DuckDBConnection warehouse) throws SQLException {
        Map<String, Facts> folded = new HashMap<>();
        try (Consumer<byte[], byte[]> consumer = Reading.committed(ground);
                WireFormat wire = new WireFormat(Map.of("schema.registry.url", ground.registry()));
                DuckDBAppender rows = warehouse.createAppender("main", "events")) {
            Map<TopicPartition, Long> ends = Reading.assignAll(consumer, List.of(Topics.LEDGER), ground.partitions());
            while (Reading.left(consumer, ends) > 0) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.key() != null) {
                        String customer = CustomerId.fromKey(record.key()).value();
                        SpecificRecord event = wire.decode(record.topic(), record.value());
                        folded.merge(customer, Facts.NONE, (known, none) -> known);
                        folded.computeIfPresent(customer, (id, facts) -> facts.after(ActivityCodec.read(event)));
                        append(rows, customer, event);
                    }
                }
            }
        }
        return folded;
    }

    private static void append(DuckDBAppender rows, String customer, SpecificRecord event) throws SQLException {
        if (event instanceof OrderCompleted order) {
            append(
                    rows,
                    customer,
                    order.getOrderId(),
                    "order",
                    order.getOccurredAt().toEpochMilli(),
                    order.getTotal());
        } else if (event instanceof OrderRefunded refund) {
            long at = refund.getOccurredAt().toEpochMilli();
            append(rows, customer, refund.getOrderId(), "refund", at, refund.getAmount());
        } else if (event instanceof OrderCancelled cancel) {
            long at = cancel.getOccurredAt().toEpochMilli();
            append(rows, customer, cancel.getOrderId(), "cancel", at, BigDecimal.ZERO);
        }
    }

    private static void append(
            DuckDBAppender rows, String customer, String orderId, String kind, long at, BigDecimal amount)
            throws SQLException {
        rows.beginRow();
        rows.append(customer);
        rows.append(orderId);
        rows.append(kind);
        rows.append(at);
        rows.append(amount.movePointRight(4).longValueExact());
        rows.endRow();
    }

    private static void requireSame(Map<String, Facts> folded, Statement sql) throws SQLException {
        long end = Load.END.toEpochMilli();
        Map<String, Rfm> expected = new HashMap<>();
        folded.forEach((customer, facts) -> {
            Rfm rfm = Rfm.of(facts, end, WINDOW_DAYS * Rfm.DAY);
            if (rfm.lastOrderAt() != Facts.NEVER_HAPPENED) {
                expected.put(customer, rfm);
            }
        });
        Map<String, Rfm> found = new HashMap<>();
        try (ResultSet rows = sql.executeQuery("SELECT * FROM rfm")) {
            while (rows.next()) {
                found.put(
                        rows.getString(1),
                        new Rfm(
                                WINDOW_DAYS * Rfm.DAY,
                                rows.getLong(2),
                                rows.getInt(3),
                                rows.getLong(4),
                                rows.getLong(5)));
            }
        }
        if (!found.equals(expected)) {
            throw new IllegalStateException("the SQL and the fold disagree about somebody: " + found.size() + " and "
                    + expected.size() + " customers");
        }
    }
}
