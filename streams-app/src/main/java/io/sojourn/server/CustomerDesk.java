package io.sojourn.server;

import io.javalin.http.Context;
import io.sojourn.decisions.CustomerState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Answers for any customer, whichever instance holds it. */
final class CustomerDesk {
    private static final int MAX_ID_BYTES = 256;

    private final Instance instance;
    private final Neighbours neighbours;
    private final HistoryReader histories;

    CustomerDesk(Instance instance, Neighbours neighbours, HistoryReader histories) {
        this.instance = instance;
        this.neighbours = neighbours;
        this.histories = histories;
    }

    /** @throws Problem 400 for what cannot be an id, 404 when nobody has it, 503 while nobody can tell */
    Answer customer(Context asked) {
        return customer(id(asked), Neighbours.isForwarded(asked));
    }

    /** @throws Problem 400 for what cannot be an id, 404 when nobody has it, 503 while it cannot be read */
    Answer history(Context asked) {
        var id = id(asked);
        var history = histories.of(id);
        if (history.isEmpty() && !history.truncated()) {
            refuseUnknown(id);
        }
        return Answer.ok(history.view(id));
    }

    private Answer customer(String id, boolean forwarded) {
        Optional<CustomerState> known;
        try {
            known = instance.customer(id);
        } catch (NotNowException e) {
            return askOwner(id, forwarded, e);
        }
        return known.map(state -> Answer.ok(DecisionViews.of(state))).orElseThrow(() -> unknown(id));
    }

    private Answer askOwner(String id, boolean forwarded, NotNowException notNow) {
        var owner = instance.ownerOf(id);
        var self = instance.self();
        // Asked by a neighbour that takes us for the owner: one of us is behind the times, so ask no further.
        if (forwarded || owner == null || owner.equals(self)) {
            throw Problem.passing(
                    "partition-moving",
                    "No instance can answer for this customer right now: " + notNow.getMessage(),
                    "Partitions are being shared out or restored; ask again. /health/ready says how far it is.");
        }
        // Dots too: a customer named ".." must not lead up the path.
        var escaped = URLEncoder.encode(id, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E");
        return Neighbours.await(neighbours.ask(owner, "/customers/" + escaped, self));
    }

    /** Nothing decided is an answer about a customer, but not about nobody. */
    private void refuseUnknown(String id) {
        Answer answer;
        try {
            answer = customer(id, false);
        } catch (Problem problem) {
            answer = problem.answer();
        }
        if (answer.status() == 404) {
            throw unknown(id);
        }
    }

    private static String id(Context asked) {
        var id = asked.pathParam("id");
        if (id.isBlank()
                || id.getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES
                || id.chars().anyMatch(Character::isISOControl)) {
            throw new Problem(
                    400,
                    "customer-id-invalid",
                    "This cannot be a customer id.",
                    "An id is 1 to " + MAX_ID_BYTES + " bytes of UTF-8 without control characters, percent-encoded.");
        }
        return id;
    }

    private static Problem unknown(String id) {
        return new Problem(
                404,
                "customer-unknown",
                "There is no customer '" + id + "'.",
                "Ids are compared letter by letter. A customer exists from the first accepted event on; what was"
                        + " refused is in the topic 'rejected', orders without customer are in 'guests'.");
    }
}
