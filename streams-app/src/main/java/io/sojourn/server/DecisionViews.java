package io.sojourn.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.decisions.Because;
import io.sojourn.decisions.CareMoment;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.CustomerState;
import io.sojourn.decisions.Rfm;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.TagChange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Our Avro decisions as JSON, field by field, so that a change of schema is a decision about the API too. */
final class DecisionViews {
    private DecisionViews() {}

    static ObjectNode of(CustomerState state) {
        var view = JsonNodeFactory.instance.objectNode();
        view.put("customerId", state.getCustomerId());
        view.put("asOf", Json.time(state.getAsOf()));
        view.put("firstSeenAt", Json.time(state.getFirstSeenAt()));
        view.put("firstOrderAt", Json.time(state.getFirstOrderAt()));
        view.set("rfm", of(state.getRfm()));
        view.put("currency", state.getCurrency());
        var lifetime = view.putObject("lifetime");
        lifetime.put("orders", state.getOrders());
        lifetime.put("spend", Json.money(state.getSpend()));
        lifetime.put("visits", state.getVisits());
        lifetime.put("lastVisitAt", Json.time(state.getLastVisitAt()));
        lifetime.put("tickets", state.getTickets());
        lifetime.put("ticketsOpen", state.getTicketsOpen());
        lifetime.put("engagements", state.getEngagements());
        var stages = view.putArray("stages");
        for (var standing : state.getStages()) {
            stages.addObject()
                    .put("ladder", standing.getLadder())
                    .put("stage", standing.getStage())
                    .put("since", Json.time(standing.getSince()))
                    .put("because", standing.getBecause())
                    .put("ordinal", standing.getOrdinal());
        }
        var warnings = view.putArray("warnings");
        for (var standing : state.getWarnings()) {
            warnings.addObject()
                    .put("warning", standing.getWarning())
                    .put("level", name(standing.getLevel()))
                    .put("since", Json.time(standing.getSince()))
                    .put("ordinal", standing.getOrdinal());
        }
        var tags = view.putArray("tags");
        for (var standing : state.getTags()) {
            tags.addObject()
                    .put("tag", standing.getTag())
                    .put("since", Json.time(standing.getSince()))
                    .put("expiresAt", Json.time(standing.getExpiresAt()))
                    .put("ordinal", standing.getOrdinal());
        }
        view.put("nextDueAt", Json.time(state.getLookAgainAt()));
        view.put("chain", state.getChain());
        return view;
    }

    static ObjectNode of(StageTransition moved) {
        var view = JsonNodeFactory.instance.objectNode();
        view.put("kind", "stage");
        view.put("id", moved.getId());
        view.put("ladder", moved.getLadder());
        view.put("from", moved.getFrom());
        view.put("to", moved.getTo());
        view.put("ordinal", moved.getOrdinal());
        view.put("effectiveAt", Json.time(moved.getEffectiveAt()));
        view.put("detectedAt", Json.time(moved.getDetectedAt()));
        view.put("mode", moved.getMode().name());
        view.put("cause", moved.getCause().name());
        view.set("because", of(moved.getBecause()));
        view.put("supersedes", moved.getSupersedes());
        view.put("policy", moved.getPolicy());
        view.put("policyVersion", moved.getPolicyVersion());
        view.set("rfm", of(moved.getRfm()));
        var lasted = moved.getPreviousStageMillis();
        view.put(
                "previousStageLasted",
                lasted == null ? null : Duration.ofMillis(lasted).toString());
        view.put("chain", moved.getChain());
        return view;
    }

    static ObjectNode of(ChurnWarning warned) {
        var view = JsonNodeFactory.instance.objectNode();
        view.put("kind", "warning");
        view.put("id", warned.getId());
        view.put("warning", warned.getWarning());
        view.put("level", warned.getLevel().name());
        view.put("previousLevel", name(warned.getPreviousLevel()));
        view.put("state", warned.getState().name());
        view.put("ordinal", warned.getOrdinal());
        view.put("effectiveAt", Json.time(warned.getEffectiveAt()));
        view.put("detectedAt", Json.time(warned.getDetectedAt()));
        view.put("actionableUntil", Json.time(warned.getActionableUntil()));
        view.put("atStake", warned.getAtStake() == null ? null : Json.money(warned.getAtStake()));
        view.put("mode", warned.getMode().name());
        view.put("cause", warned.getCause().name());
        view.set("because", of(warned.getBecause()));
        view.put("supersedes", warned.getSupersedes());
        view.put("policy", warned.getPolicy());
        view.put("policyVersion", warned.getPolicyVersion());
        view.set("rfm", of(warned.getRfm()));
        view.put("chain", warned.getChain());
        return view;
    }

    static ObjectNode of(TagChange change) {
        var view = JsonNodeFactory.instance.objectNode();
        view.put("kind", "tag");
        view.put("id", change.getId());
        view.put("tag", change.getTag());
        view.put("group", change.getGroup());
        view.put("state", change.getState().name());
        view.put("ordinal", change.getOrdinal());
        view.put("effectiveAt", Json.time(change.getEffectiveAt()));
        view.put("detectedAt", Json.time(change.getDetectedAt()));
        view.put("expiresAt", Json.time(change.getExpiresAt()));
        view.put("mode", change.getMode().name());
        view.put("cause", change.getCause().name());
        view.set("because", of(change.getBecause()));
        view.put("supersedes", change.getSupersedes());
        view.put("policy", change.getPolicy());
        view.put("policyVersion", change.getPolicyVersion());
        view.set("rfm", of(change.getRfm()));
        view.put("chain", change.getChain());
        return view;
    }

    static ObjectNode of(CareMoment due) {
        var view = JsonNodeFactory.instance.objectNode();
        view.put("kind", "care");
        view.put("id", due.getId());
        view.put("moment", due.getMoment());
        view.put("ordinal", due.getOrdinal());
        view.put("effectiveAt", Json.time(due.getEffectiveAt()));
        view.put("detectedAt", Json.time(due.getDetectedAt()));
        view.put("actionableUntil", Json.time(due.getActionableUntil()));
        view.put("mode", due.getMode().name());
        view.put("cause", due.getCause().name());
        view.set("because", of(due.getBecause()));
        view.put("supersedes", due.getSupersedes());
        view.put("policy", due.getPolicy());
        view.put("policyVersion", due.getPolicyVersion());
        view.set("rfm", of(due.getRfm()));
        view.put("chain", due.getChain());
        return view;
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private static ObjectNode of(Rfm rfm) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("windowDays", rfm.getWindowDays())
                .put("lastOrderAt", Json.time(rfm.getLastOrderAt()))
                .put("frequency", rfm.getFrequency())
                .put("gross", Json.money(rfm.getGross()))
                .put("refunds", Json.money(rfm.getRefunds()))
                .put("net", Json.money(rfm.getNet()));
    }

    private static ObjectNode of(Because because) {
        var view = JsonNodeFactory.instance.objectNode();
        view.put("condition", because.getCondition());
        var measures = view.putArray("measures");
        for (var measured : because.getMeasures()) {
            measures.addObject()
                    .put("measure", measured.getMeasure())
                    .put("value", measured.getValue())
                    .put("threshold", measured.getThreshold());
        }
        because.getEventIds().forEach(view.putArray("eventIds")::add);
        return view;
    }
}
