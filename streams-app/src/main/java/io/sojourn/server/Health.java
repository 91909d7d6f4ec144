package io.sojourn.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Tells an orchestrator whether to restart this instance, and whether to send it anything. */
final class Health {
    private final Instance instance;
    private final Readiness readiness;

    Health(Instance instance, Readiness readiness) {
        this.instance = instance;
        this.readiness = readiness;
    }

    /** 503 only when nothing but a restart helps: a restart for anything less would just begin the restore anew. */
    Answer live() {
        var vitals = instance.vitals();
        var view = JsonNodeFactory.instance.objectNode();
        view.put("live", vitals.alive());
        view.put("streams", vitals.state().name());
        return answer(vitals.alive(), view);
    }

    Answer ready() {
        var vitals = instance.vitals();
        var reasons = readiness.reasons(vitals);
        var view = JsonNodeFactory.instance.objectNode();
        view.put("ready", reasons.isEmpty());
        var list = view.putArray("reasons");
        for (var reason : reasons) {
            list.addObject()
                    .put("code", reason.code())
                    .put("message", reason.message())
                    .put("messageZh", reason.messageZh())
                    .put("hint", reason.hint());
        }
        view.put("streams", vitals.state().name());
        view.put("lag", vitals.lag());
        view.put("stillToRestore", vitals.stillToRestore());
        view.put("freeDisk", vitals.freeDisk());
        view.put("clock", Json.time(vitals.clock()));
        vitals.clockHeldBy().stream().sorted().forEach(view.putArray("clockHeldBy")::add);
        return answer(reasons.isEmpty(), view);
    }

    private static Answer answer(boolean well, ObjectNode view) {
        return new Answer(well ? 200 : 503, Json.bytes(view), well ? null : "2");
    }
}
