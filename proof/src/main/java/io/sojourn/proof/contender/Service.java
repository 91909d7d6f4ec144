package io.sojourn.proof.contender;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sojourn.Settings;
import io.sojourn.policy.ReferencePolicy;
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

    @Override
    public void run(Ground ground, Finish done) throws Exception {
        Settings settings = ground.settings(NAME);
        try (Pipeline pipeline = Pipeline.start(
                        settings,
                        new Figures(new SimpleMeterRegistry()),
                        ReferencePolicy.after(DORMANT_AFTER, CHURNED_AFTER, WINDOW));
                Committed committed = new Committed(ground, settings.applicationId())) {
            committed.awaitBegun(pipeline.streams());
            done.with(Effort.after(0).done());
        }
    }
}
