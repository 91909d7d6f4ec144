package io.sojourn.connectors.webhook;

import io.sojourn.decisions.CareMoment;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.TagChange;
import io.sojourn.ledger.Mode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** A record of a decision topic, asked for what all kinds of decisions say, and for what only some do. */
record Decision(SpecificRecord record) {
    private static final Map<Class<?>, String> KINDS = Map.of(
            StageTransition.class, "stage-transition",
            ChurnWarning.class, "churn-warning",
            TagChange.class, "tag-change",
            CareMoment.class, "care-moment");

    Decision {
        if (!KINDS.containsKey(record.getClass())) {
            throw new UndeliverableException("a " + record.getSchema().getFullName()
                    + " is no decision: give this connector decision topics alone");
        }
    }

    /** What happened, as CloudEvents name it. */
    String type() {
        return "io.sojourn." + KINDS.get(record.getClass());
    }

    String id() {
        return text("id").orElseThrow();
    }

    String customerId() {
        return text("customerId").orElseThrow();
    }

    Instant effectiveAt() {
        return instant("effectiveAt").orElseThrow();
    }

    Instant detectedAt() {
        return instant("detectedAt").orElseThrow();
    }

    Optional<Instant> actionableUntil() {
        return instant("actionableUntil");
    }

    Mode mode() {
        return (Mode) field("mode").orElseThrow();
    }

    Optional<String> ladder() {
        return text("ladder");
    }

    /** The stage moved to. */
    Optional<String> stage() {
        return text("to");
    }

    Optional<String> level() {
        return text("level");
    }

    Optional<String> tag() {
        return text("tag");
    }

    private Optional<String> text(String name) {
        return field(name).map(Object::toString);
    }

    private Optional<Instant> instant(String name) {
        return field(name).map(Instant.class::cast);
    }

    private Optional<Object> field(String name) {
        Schema.Field field = record.getSchema().getField(name);
        return field == null ? Optional.empty() : Optional.ofNullable(record.get(field.pos()));
    }
}
