package io.sojourn.tables;

import static io.sojourn.tables.Table.FLAG;
import static io.sojourn.tables.Table.INSTANT;
import static io.sojourn.tables.Table.LONG;
import static io.sojourn.tables.Table.MONEY;
import static io.sojourn.tables.Table.TEXT;
import static io.sojourn.tables.Table.WHOLE;

import io.sojourn.policy.Ladder;
import io.sojourn.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of an export; docs/analysis.md explains every column. */
final class Star {
    static final Table LEDGER = Table.of("ledger", "reached_at", INSTANT, "entries", LONG, "policy", TEXT)
            .anew();

    static final Table STAGES = Table.of(
                    "stages",
                    "ladder",
                    TEXT,
                    "position",
                    WHOLE,
                    "stage",
                    TEXT,
                    "title_en",
                    TEXT,
                    "title_zh",
                    TEXT,
                    "is_initial",
                    FLAG)
            .anew();

    static final Table ORDER_EVENTS = Table.of(
            "order_events",
            "event_id",
            TEXT,
            "order_id",
            TEXT,
            "customer_id",
            TEXT,
            "kind",
            TEXT,
            "occurred_at",
            INSTANT,
            "told_at",
            INSTANT,
            "amount",
            MONEY,
            "currency",
            TEXT,
            "order_key",
            LONG);

    /** What became of each order, as the fold has it. */
    static final Table ORDER_VALUES = Table.of(
                    "order_values",
                    "customer_id",
                    TEXT,
                    "order_key",
                    LONG,
                    "ordered_at",
                    INSTANT,
                    "total",
                    MONEY,
                    "refunded",
                    MONEY,
                    "counts",
                    FLAG)
            .anew();

    static final Table CUSTOMER_STAGES = Table.of(
                    "customer_stages",
                    "customer_id",
                    TEXT,
                    "ladder",
                    TEXT,
                    "stage",
                    TEXT,
                    "since",
                    INSTANT,
                    "moves",
                    WHOLE)
            .anew();

    static final Table RFM_MONTHLY = Table.of(
            "rfm_monthly",
            "month_end",
            INSTANT,
            "customer_id",
            TEXT,
            "last_order_at",
            INSTANT,
            "recency_days",
            WHOLE,
            "frequency",
            WHOLE,
            "gross",
            MONEY,
            "refunds",
            MONEY,
            "net",
            MONEY,
            "r",
            WHOLE,
            "f",
            WHOLE,
            "m",
            WHOLE);

    /** Of Parquet files; star.sql makes the others of these. */
    static final List<Table> WRITTEN = Stream.concat(
                    Decided.ALL.stream(),
                    Stream.of(LEDGER, STAGES, ORDER_EVENTS, ORDER_VALUES, CUSTOMER_STAGES, RFM_MONTHLY))
            .toList();

    /** Made by star.sql. */
    static final List<String> DERIVED =
            List.of("customers", "orders", "daily_population", "cohorts", "transition_matrix", "dwell_times");

    private Star() {}

    static List<List<@Nullable Object>> stages(Policy policy) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Ladder ladder : policy.ladders()) {
            int position = ladder.stages().size();
            for (Ladder.Stage stage : ladder.stages()) {
                rows.add(List.of(
                        ladder.id(),
                        position--,
                        stage.id(),
                        stage.title().en(),
                        stage.title().zh(),
                        stage.id().equals(ladder.initial())));
            }
        }
        return rows;
    }
}
