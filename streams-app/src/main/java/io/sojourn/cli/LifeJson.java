package io.sojourn.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.decisions.CustomerState;
import io.sojourn.replay.Life;
import io.sojourn.schemas.RecordJson;
import java.time.Instant;

/** A moment of a customer's life as JSON: {@code moment} says of which kind it is. */
final class LifeJson {
    private LifeJson() {}

    static ObjectNode of(Life.Moment moment) {
        ObjectNode object = kind(moment);
        var decisions = object.putArray("decisions");
        moment.decisions().forEach(each -> decisions.add(decision(each)));
        return object;
    }

    /** At the end of it. */
    static ObjectNode of(CustomerState stands) {
        ObjectNode object =
                Json.object().put("moment", "stands").put("at", stands.getAsOf().toString());
        object.set("state", RecordJson.of(stands));
        return object;
    }

    private static ObjectNode kind(Life.Moment moment) {
        if (moment instanceof Life.Happened happened) {
            ObjectNode object = object("event", moment)
                    .put("toldAt", text(happened.toldAt()))
                    .put(
                            "decidedTo",
                            happened.decidedTo().isPresent()
                                    ? text(happened.decidedTo().getAsLong())
                                    : null)
                    .put("type", happened.event().getSchema().getName());
            object.set("event", RecordJson.of(happened.event()));
            return object;
        } else if (moment instanceof Life.Silence silence) {
            return object("silence", moment)
                    .put("foundAt", text(silence.foundAt()))
                    .put("quietMillis", silence.quietMillis());
        }
        Life.TookOver active = (Life.TookOver) moment;
        return object("policy", moment)
                .put("eventId", active.eventId())
                .put("policy", active.policy().id())
                .put("policyVersion", active.policy().version());
    }

    private static ObjectNode object(String kind, Life.Moment moment) {
        return Json.object().put("moment", kind).put("at", text(moment.at()));
    }

    /** As it stands on the topic, with that and the title. */
    private static ObjectNode decision(Life.Decided decided) {
        ObjectNode object = Json.object().put("topic", decided.claim().topic());
        object.setAll(RecordJson.of(decided.record()));
        var title = decided.title();
        if (title != null) {
            object.putObject("title").put("en", title.en()).put("zh", title.zh());
        }
        return object;
    }

    private static String text(long at) {
        return Instant.ofEpochMilli(at).toString();
    }
}
