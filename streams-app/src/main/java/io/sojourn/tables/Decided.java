package io.sojourn.tables;

import io.sojourn.decisions.CareMoment;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.CustomerState;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.TagChange;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.schemas.Topics;
import io.sojourn.stream.DecisionCodec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;

/** The tables of what is decided: one for each topic, with its fields. */
final class Decided {
    static final Table TRANSITIONS = of(Topics.STAGE_TRANSITIONS, StageTransition.getClassSchema());
    static final Table WARNINGS = of(Topics.CHURN_WARNINGS, ChurnWarning.getClassSchema());
    static final Table TAGS = of(Topics.TAG_CHANGES, TagChange.getClassSchema());
    static final Table MOMENTS = of(Topics.CARE_MOMENTS, CareMoment.getClassSchema());
    static final Table STATE =
            of(Topics.CUSTOMER_STATE, CustomerState.getClassSchema()).anew();

    static final List<Table> ALL = List.of(TRANSITIONS, WARNINGS, TAGS, MOMENTS, STATE);

    private static final Map<String, Table> BY_TOPIC = Map.of(
            Topics.STAGE_TRANSITIONS,
            TRANSITIONS,
            Topics.CHURN_WARNINGS,
            WARNINGS,
            Topics.TAG_CHANGES,
            TAGS,
            Topics.CARE_MOMENTS,
            MOMENTS);

    private Decided() {}

    static Table table(Announcement announcement) {
        return Objects.requireNonNull(BY_TOPIC.get(DecisionCodec.topic(announcement)));
    }

    private static Table of(String topic, Schema schema) {
        return Table.of(topic.replace('-', '_'), schema);
    }
}
