package io.sojourn.collector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the sender is told of each event of a request, once the broker has those that were taken. */
final class Receipt {
    private Receipt() {}

    /**
     * 200 if nothing was refused; 207 if something was, 400 if everything was. Libraries send neither again, for it would
     * change nothing.
     */
    static Answer of(List<Reading> readings) {
        var body = Json.object();
        body.put("success", true);
        int taken = 0;
        int refused = 0;
        for (int i = 0; i < readings.size(); i++) {
            var reading = readings.get(i);
            if (reading instanceof Reading.Taken) {
                taken++;
            } else if (reading instanceof Reading.NotKept kept) {
                told(body, "notKept", i, reading).put("why", kept.why());
            } else if (reading instanceof Reading.Refused why) {
                refused++;
                told(body, "refused", i, reading)
                        .put("reason", why.refusal().reason().name())
                        .put("field", why.refusal().field())
                        .put("value", why.refusal().value())
                        .put("hint", why.refusal().hint());
            }
        }
        body.put("success", refused == 0);
        body.put("taken", taken);
        return new Answer(refused == 0 ? 200 : refused == readings.size() ? 400 : 207, Json.bytes(body), null);
    }

    private static ObjectNode told(ObjectNode body, String list, int index, Reading reading) {
        return body.withArray(list).addObject().put("index", index).put("id", reading.id());
    }
}
