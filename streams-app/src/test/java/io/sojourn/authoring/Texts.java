package io.sojourn.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.policy.Policy;

/** Policy files as tests write them. */
final class Texts {
    private static final long YEAR = 365 * Span.DAYS.millis;

    private Texts() {}

    static Source source(String text) {
        return Source.of("shop.yaml", text.getBytes(UTF_8));
    }

    /** The policy, or all that is wrong with it. */
    static Policy policy(String text) {
        Source source = source(text);
        Policy policy = new PolicyReader(source).read(YEAR);
        source.requireSound();
        return policy;
    }
}
