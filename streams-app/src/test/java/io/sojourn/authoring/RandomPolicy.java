package io.sojourn.authoring;

import io.sojourn.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Policies nobody would write, in the language they would write them in: every measure, sign and way in, at random. */
final class RandomPolicy {
    private static final String NUMBERS = """
            cutpoints:
              version: "1"
              window: days(200)
              silence: [days(180), days(70), days(30), days(12)]
              orders: [1, 2, 3, 5]
              spend: [40, 120, 300, 500]
            model:
              version: "1"
              unit: days(7)
              kind: %s
              parameters: %s
              spend: {p: 6.25, q: 3.74, gamma: 15.4}
            """;

    static final List<String> MODELS = List.of("bg-nbd", "mbg-nbd", "pareto-nbd");

    private static final List<String> SIGNS = List.of(">=", ">", "<=", "<", "==", "!=");
    /** What begins anew whenever it is over would otherwise do so tens of thousands of times. */
    private static final List<String> LONG_SPANS = List.of("days(7)", "days(30)", "days(45)", "days(90)", "hours(36)");

    private static final List<String> EVENTS =
            List.of("order", "visit", "refund", "cancellation", "engagement", "ticket");

    private final SplittableRandom random;
    private final boolean estimates;
    private final List<String> tags = new ArrayList<>();

    private RandomPolicy(SplittableRandom random, boolean estimates) {
        this.random = random;
        this.estimates = estimates;
    }

    /** @param estimates whether a purchase model may be asked, which takes longer */
    static Policy draw(SplittableRandom random, boolean estimates) {
        return Texts.policy(new RandomPolicy(random, estimates).text());
    }

    /** Sections with cut-points and a model of CDNOW's parameters. */
    static String numbers(String model) {
        return NUMBERS.formatted(
                model,
                switch (model) {
                    case "pareto-nbd" -> "{r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669}";
                    case "bg-nbd" -> "{r: 0.243, alpha: 4.414, a: 0.793, b: 2.426}";
                    default -> "{r: 0.525, alpha: 6.183, a: 0.891, b: 1.614}";
                });
    }

    private String text() {
        return "policy: random\nversion: 1\n" + numbers(any(MODELS)) + "ladders:\n" + ladder("zero", 3)
                + ladder("one", 4)
                + "tags:\n" + tag("t0", "") + tag("t1", "g") + tag("t2", "g") + tag("t3", "g") + tag("t4", "")
                + "warnings:\n"
                + warning("w1") + warning("w2") + "care-moments:\n" + care("c1") + care("c2");
    }

    private String ladder(String id, int stages) {
        return "  - id: %s\n    title: {en: L, zh: 梯}\n    initial: s%d\n    stages:\n".formatted(id, stages - 1)
                + IntStream.range(0, stages)
                        .mapToObj(stage -> stage(id, stage, stages))
                        .collect(Collectors.joining());
    }

    private String stage(String ladder, int stage, int stages) {
        StringBuilder text = new StringBuilder("      - id: s" + stage + "\n        title: {en: S, zh: 阶}\n");
        text.append("        when: \"").append(condition(ladder, 2)).append("\"\n");
        if (random.nextInt(4) == 0) {
            text.append("        on: ").append(any(EVENTS)).append('\n');
        }
        if (random.nextInt(4) == 0) {
            text.append("        from: [s")
                    .append(random.nextInt(stages))
                    .append(", s")
                    .append(random.nextInt(stages))
                    .append("]\n");
        }
        if (random.nextInt(5) == 0) {
            text.append("        stays: \"").append(condition(ladder, 1)).append("\"\n");
        }
        return text.toString();
    }

    private String warning(String id) {
        String escalations = switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> escalation("critical");
            default -> escalation("warning") + ", " + escalation("critical");
        };
        return "  - {id: %s, title: {en: W, zh: 警}, level: notice, when: \"%s\", escalate: [%s], at-stake: {value: spend()}}\n"
                .formatted(id, condition("one", 2), escalations);
    }

    private String escalation(String level) {
        return "{level: %s, when: \"%s\"}".formatted(level, condition("one", 1));
    }

    private String care(String id) {
        return "  - {id: %s, title: {en: C, zh: 关}, when: \"%s\"}\n".formatted(id, condition("one", 2));
    }

    private String tag(String id, String group) {
        String of = group.isEmpty() ? "" : "group: " + group + ", ";
        String ttl = random.nextInt(3) == 0 ? "" : "ttl: " + any(LONG_SPANS) + ", ";
        String tag =
                "  - {id: %s, title: {en: T, zh: 标}, %s%swhen: \"%s\"}\n".formatted(id, of, ttl, condition("one", 2));
        tags.add(id);
        return tag;
    }

    private String condition(String ladder, int depth) {
        if (depth == 0) {
            return comparison(ladder);
        }
        return switch (random.nextInt(5)) {
            case 0 -> condition(ladder, depth - 1) + " && " + condition(ladder, depth - 1);
            case 1 -> "(" + condition(ladder, depth - 1) + " || " + condition(ladder, depth - 1) + ")";
            case 2 -> "!(" + condition(ladder, depth - 1) + ")";
            default -> comparison(ladder);
        };
    }

    private String comparison(String ladder) {
        if (!tags.isEmpty() && random.nextInt(6) == 0) {
            return "tag('" + any(tags) + "')";
        }
        String asked = random.nextBoolean() ? "zero" : ladder;
        return switch (random.nextInt(estimates ? 28 : 24)) {
            case 0, 1, 2 ->
                "silence('" + any(List.of("order", "order", "visit", "engagement", "profile")) + "') " + any(SIGNS)
                        + " " + span();
            case 3, 4 -> "orders(" + window() + ") " + any(SIGNS) + " " + random.nextInt(5);
            case 5, 6 -> "spend(" + window() + ") " + any(SIGNS) + " " + random.nextInt(600) + ".0";
            case 7 -> "visits(" + window() + ") " + any(SIGNS) + " " + random.nextInt(4);
            case 8 -> "engagements(" + window() + ") " + any(SIGNS) + " " + random.nextInt(3);
            case 9 -> "age() " + any(SIGNS) + " " + span();
            case 10 -> any(List.of("tickets_open()", "open_complaints()")) + " >= 1";
            case 11, 12 -> "in_stage('" + asked + "') " + any(SIGNS) + " " + any(LONG_SPANS);
            case 13 ->
                any(List.of("stage('", "previous_stage('")) + asked + "') " + any(List.of("==", "!=")) + " 's"
                        + random.nextInt(3) + "'";
            case 14 -> any(List.of("rfm.r ", "rfm.f ", "rfm.m ")) + any(SIGNS) + " " + random.nextInt(2, 6);
            case 15 -> "rfm_segment('ten') in ['champions', 'loyal', 'at-risk', 'hibernating', 'new']";
            case 16 ->
                "silence('" + any(List.of("cart", "ticket", "reply", "rating", "contact")) + "') " + any(SIGNS) + " "
                        + span();
            case 17 -> any(List.of("cart_left() ", "awaiting_reply() ")) + any(SIGNS) + " " + span();
            case 18 -> "carts(" + window() + ") " + any(SIGNS) + " " + random.nextInt(3);
            case 19 -> "engagements('referral', " + span() + ") " + any(SIGNS) + " " + random.nextInt(2);
            case 20 -> any(List.of("csat() ", "tickets_reopened() ")) + any(SIGNS) + " " + random.nextInt(4);
            case 21 -> "attribute('city') " + any(List.of("==", "!=")) + " 'Paris'";
            case 22, 23 ->
                any(List.of("anniversary('", "date('"))
                        + any(List.of("birthday", "registered_at", "first_order", "renews_on"))
                        + any(List.of("')", "', '-P1M')", "', 'P10D')"));
            case 24 -> "p_no_order(" + span() + ") >= 0." + random.nextInt(1, 10);
            case 25 -> "p_alive() < 0." + random.nextInt(1, 10);
            case 26 -> "expected_orders(days(90)) " + any(List.of("<", ">=")) + " 0." + random.nextInt(1, 10);
            default -> "clv() >= " + random.nextInt(1, 200);
        };
    }

    private String window() {
        return random.nextInt(3) == 0 ? "" : span();
    }

    private String span() {
        return random.nextInt(6) == 0 ? "millis(5000001)" : any(LONG_SPANS);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
