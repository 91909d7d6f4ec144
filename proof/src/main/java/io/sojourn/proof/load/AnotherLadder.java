package io.sojourn.proof.load;

/** A ladder that moves whoever ever ordered, for runs in which another policy becomes active. */
public final class AnotherLadder {
    public static final String ID = "value";

    private static final String LADDERS = "ladders:\n";

    private AnotherLadder() {}

    /** The text of a policy with this ladder in front of its own. */
    public static String in(String policy) {
        return policy.replace(LADDERS, LADDERS + """
                  - id: %s
                    title: {en: Value, zh: 价值}
                    initial: low
                    stages:
                      - {id: high, title: {en: High, zh: 高价值}, when: orders() >= 1}
                      - {id: low, title: {en: Low, zh: 低价值}, when: "true"}
                """.formatted(ID));
    }
}
