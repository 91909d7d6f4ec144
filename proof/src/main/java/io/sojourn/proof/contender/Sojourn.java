package io.sojourn.proof.contender;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sojourn.Settings;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.proof.load.Ground;
import io.sojourn.schemas.Topics;
import io.sojourn.stream.Figures;
import io.sojourn.stream.LifecycleAlone;
import io.sojourn.stream.Pipeline;
import java.util.List;
import java.util.Map;

/** The product, as shipped but for what {@code overrides} say: the last hop alone over a ready ledger, or all of it. */
final class Sojourn implements Contender {
    private static final List<String> INPUTS = List.of(Topics.ORDERS, Topics.VISITS, Topics.SUPPORT);

    private final boolean whole;
    private final Map<String, String> overrides;

    Sojourn(boolean whole, Map<String, String> overrides) {
        this.whole = whole;
        this.overrides = overrides;
    }

    @Override
    public void run(Ground ground, Finish done) throws Exception {
        Settings settings = ground.settings("sojourn-" + ProcessHandle.current().pid());
        for (Map.Entry<String, String> override : overrides.entrySet()) {
            settings = settings.with(override.getKey(), override.getValue());
        }
        if (whole) {
            all(ground, settings, done);
        } else {
            lifecycle(ground, settings, done);
        }
    }

    private static void lifecycle(Ground ground, Settings settings, Finish done) throws Exception {
        try (LifecycleAlone alone = LifecycleAlone.of(settings, ReferencePolicy.overDays(settings.windowDays()));
                Committed committed = new Committed(ground, settings.applicationId())) {
            alone.streams().start();
            committed.awaitBegun(alone.streams());
            done.with(committed.watch(List.of(Topics.LEDGER)));
        }
    }

    private static void all(Ground ground, Settings settings, Finish done) throws Exception {
        try (Pipeline pipeline = Pipeline.start(
                        settings,
                        new Figures(new SimpleMeterRegistry()),
                        Policies.only(ReferencePolicy.overDays(settings.windowDays())));
                Committed committed = new Committed(ground, settings.applicationId())) {
            committed.awaitBegun(pipeline.streams());
            done.with(committed.watch(INPUTS, List.of(Topics.LEDGER)));
        }
    }
}
