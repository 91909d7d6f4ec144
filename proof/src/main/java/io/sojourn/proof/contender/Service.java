package io.sojourn.proof.contender;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sojourn.Settings;
import io.sojourn.authoring.PolicyFile;
import io.sojourn.authoring.ReadOnce;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.proof.load.AnotherLadder;
import io.sojourn.proof.load.Ground;
import io.sojourn.stream.Figures;
import io.sojourn.stream.Pipeline;
import java.time.Duration;

/** The whole product, running until it is stopped, with silences short enough to wait for. */
public final class Service implements Contender {
    public static final String NAME = "service";
    public static final Duration DORMANT_AFTER = Duration.ofSeconds(15);

    private static final Duration CHURNED_AFTER = Duration.ofDays(180);
    private static final Duration WINDOW = Duration.ofDays(365);

    /** What it decides by, and another ladder that moves whoever ever ordered. */
    public static String withAnotherLadder() {
        return AnotherLadder.in(
                PolicyFile.text("reference").replace("days(90)", "millis(" + DORMANT_AFTER.toMillis() + ")"));
    }

    @Override
    public void run(Ground ground, Finish done) throws Exception {
        Settings settings = ground.settings(NAME);
        ReadOnce.getReady();
        try (Pipeline pipeline = Pipeline.start(
                        settings,
                        new Figures(new SimpleMeterRegistry()),
                        new Policies(ReferencePolicy.after(DORMANT_AFTER, CHURNED_AFTER, WINDOW), new ReadOnce()));
                Committed committed = new Committed(ground, settings.applicationId())) {
            committed.awaitBegun(pipeline.streams());
            done.with(Effort.after(0).done());
        }
    }
}
