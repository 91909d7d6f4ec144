package io.sojourn.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Counts the customers by ladder and stage, over all instances. */
final class Census {
    private final Instance instance;
    private final Neighbours neighbours;

    Census(Instance instance, Neighbours neighbours) {
        this.instance = instance;
        this.neighbours = neighbours;
    }

    /**
     * The population as JSON.
     *
     * @param forwarded whether another instance asks: then only this instance's customers are counted
     * @throws Problem 503 when any instance cannot tell, because a sum without it would be a wrong number
     */
    Answer stages(boolean forwarded) {
        // Asked before counting here, so that they count meanwhile.
        var others = forwarded ? List.<CompletableFuture<Answer>>of() : askOthers();
        var sum = new LinkedHashMap<String, Map<String, Long>>();
        add(sum, counted());
        var share = instance.share();
        int partitions = share.partitions();
        for (var other : others) {
            var theirs = parsed(Neighbours.await(other));
            add(sum, population(theirs));
            partitions += theirs.path("partitions").asInt();
        }
        if (!forwarded && partitions != share.of()) {
            throw incomplete(partitions, share.of());
        }
        return Answer.ok(view(sum, others.size() + 1, partitions));
    }

    /** Partitions on the move, counted twice or not at all; or instances we know nothing of. */
    private static Problem incomplete(int counted, int all) {
        return Problem.passing(
                "population-incomplete",
                "The instances that were asked hold " + counted + " partitions of " + all + ".",
                "While partitions are shared out, ask again. If it stays so, an instance has no http.advertised,"
                        + " without which the others cannot ask it.");
    }

    private Map<String, Map<String, Long>> counted() {
        try {
            return instance.population();
        } catch (NotNowException e) {
            throw Problem.passing(
                    "partition-moving",
                    "The stages cannot be counted right now: " + e.getMessage(),
                    "Partitions are being shared out or restored; ask again. /health/ready says how far it is.");
        }
    }

    private List<CompletableFuture<Answer>> askOthers() {
        var self = instance.self();
        var asked = new ArrayList<CompletableFuture<Answer>>();
        for (var host : instance.everyone()) {
            if (!host.equals(self)) {
                asked.add(neighbours.ask(host, "/stages", self));
            }
        }
        return asked;
    }

    private static JsonNode parsed(Answer theirs) {
        if (theirs.status() != 200) {
            throw Problem.passing(
                    "partition-moving",
                    "An instance cannot count its customers right now (it answered " + theirs.status() + ").",
                    "Partitions are being shared out or restored; ask again.");
        }
        return Json.read(theirs.body());
    }

    private static Map<String, Map<String, Long>> population(JsonNode theirs) {
        var population = new LinkedHashMap<String, Map<String, Long>>();
        for (JsonNode ladder : theirs.path("ladders")) {
            var stages = population.computeIfAbsent(ladder.path("ladder").asText(), l -> new LinkedHashMap<>());
            for (JsonNode stage : ladder.path("stages")) {
                stages.merge(
                        stage.path("stage").asText(), stage.path("customers").asLong(), Long::sum);
            }
        }
        return population;
    }

    private static void add(Map<String, Map<String, Long>> sum, Map<String, Map<String, Long>> more) {
        more.forEach((ladder, stages) -> {
            var known = sum.computeIfAbsent(ladder, l -> new LinkedHashMap<>());
            stages.forEach((stage, customers) -> known.merge(stage, customers, Long::sum));
        });
    }

    private static JsonNode view(Map<String, Map<String, Long>> population, int instances, int partitions) {
        var view = JsonNodeFactory.instance.objectNode();
        var ladders = view.putArray("ladders");
        population.forEach((ladder, counts) -> {
            var one = ladders.addObject();
            one.put("ladder", ladder);
            one.put(
                    "customers",
                    counts.values().stream().mapToLong(Long::longValue).sum());
            var stages = one.putArray("stages");
            counts.forEach(
                    (stage, customers) -> stages.addObject().put("stage", stage).put("customers", customers));
        });
        view.put("instances", instances);
        view.put("partitions", partitions);
        return view;
    }
}
