package io.sojourn.history;

import io.sojourn.Settings;
import io.sojourn.decisions.CareMoment;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.CustomerState;
import io.sojourn.decisions.Rejected;
import io.sojourn.decisions.StageStanding;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.TagChange;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the pipeline said, topic by topic, as files. */
final class Answers implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration WITHIN = Duration.ofMinutes(30);

    private final Settings settings;
    private final WireFormat wire;
    private final Path folder;
    private final Instant asOf;
    private final TopicScan states;
    private final Map<String, CustomerState> customers = new HashMap<>();

    Answers(Settings settings, WireFormat wire, Path folder, Instant asOf) {
        this.settings = settings;
        this.wire = wire;
        this.folder = folder;
        this.asOf = asOf;
        this.states = new TopicScan(settings, wire, Topics.CUSTOMER_STATE);
    }

    /** Returns when nobody is left whom the closing tick found silent: many at once are heard in steps. */
    void complete() {
        boolean complete = Await.until(
                () -> {
                    readStates();
                    return customers.values().stream().noneMatch(this::isDue);
                },
                EVERY,
                WITHIN);
        if (!complete) {
            throw new IllegalStateException(
                    "some customers were not looked at within " + WITHIN.toMinutes() + " minutes");
        }
    }

    private void readStates() {
        try {
            states.rest(value -> {
                if (value instanceof CustomerState state) {
                    customers.put(state.getCustomerId(), state);
                }
            });
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean isDue(CustomerState state) {
        return state.getLookAgainAt() != null && !state.getLookAgainAt().isAfter(asOf);
    }

    /** Customers by ladder and stage. */
    Map<String, Map<String, Long>> stages() {
        Map<String, Map<String, Long>> stages = new TreeMap<>();
        for (CustomerState state : customers.values()) {
            for (StageStanding stage : state.getStages()) {
                stages.computeIfAbsent(stage.getLadder(), ladder -> new TreeMap<>())
                        .merge(stage.getStage(), 1L, Long::sum);
            }
        }
        return stages;
    }

    /** Writes one file a topic; the number of rows in each. */
    Map<String, Long> write(Path out) throws IOException {
        Map<String, Long> rows = new LinkedHashMap<>();
        OutputTable transitions = new OutputTable(
                folder, Outputs.TRANSITIONS, OutputTable.by(Outputs.TRANSITIONS, "customer_id", "ladder", "ordinal"));
        scan(Topics.STAGE_TRANSITIONS, value -> transitions.add(Outputs.row((StageTransition) value)));
        put(rows, transitions, out, Topics.STAGE_TRANSITIONS);

        OutputTable warnings = new OutputTable(
                folder, Outputs.WARNINGS, OutputTable.by(Outputs.WARNINGS, "customer_id", "warning", "ordinal"));
        scan(Topics.CHURN_WARNINGS, value -> warnings.add(Outputs.row((ChurnWarning) value)));
        put(rows, warnings, out, Topics.CHURN_WARNINGS);

        OutputTable tags =
                new OutputTable(folder, Outputs.TAGS, OutputTable.by(Outputs.TAGS, "customer_id", "tag", "ordinal"));
        scan(Topics.TAG_CHANGES, value -> tags.add(Outputs.row((TagChange) value)));
        put(rows, tags, out, Topics.TAG_CHANGES);

        OutputTable careMoments = new OutputTable(
                folder, Outputs.CARE_MOMENTS, OutputTable.by(Outputs.CARE_MOMENTS, "customer_id", "moment", "ordinal"));
        scan(Topics.CARE_MOMENTS, value -> careMoments.add(Outputs.row((CareMoment) value)));
        put(rows, careMoments, out, Topics.CARE_MOMENTS);

        OutputTable standing = new OutputTable(folder, Outputs.STATES, OutputTable.by(Outputs.STATES, "customer_id"));
        for (CustomerState state : customers.values()) {
            standing.add(Outputs.row(state, asOf));
        }
        put(rows, standing, out, Topics.CUSTOMER_STATE);

        OutputTable rejected = new OutputTable(folder, Outputs.REJECTED, OutputTable.by(Outputs.REJECTED, "line"));
        scan(Topics.REJECTED, value -> rejected.add(Outputs.row((Rejected) value)));
        put(rows, rejected, out, Topics.REJECTED);

        OutputTable guests =
                new OutputTable(folder, Outputs.GUESTS, OutputTable.by(Outputs.GUESTS, "occurred_at", "event_id"));
        scan(Topics.GUESTS, value -> guests.add(Outputs.guest(value)));
        put(rows, guests, out, Topics.GUESTS);
        return rows;
    }

    private void scan(String topic, TopicScan.Taker taker) throws IOException {
        try (TopicScan scan = new TopicScan(settings, wire, topic)) {
            scan.rest(taker);
        }
    }

    private static void put(Map<String, Long> rows, OutputTable table, Path out, String topic) throws IOException {
        String file = topic + ".csv";
        table.write(out.resolve(file));
        rows.put(file, table.size());
    }

    @Override
    public void close() {
        states.close();
    }
}
