package io.sojourn.server;

import io.sojourn.Settings;
import io.sojourn.authoring.PolicyChoice;
import io.sojourn.authoring.ReadOnce;
import io.sojourn.stream.Figures;
import io.sojourn.stream.Pipeline;
import org.apache.kafka.streams.KafkaStreams;

/** Sojourn in this process: the pipeline, the door for questions in front of it, and what both count. */
public final class RunningInstance implements AutoCloseable {

    private final Metrics metrics;
    private final Pipeline pipeline;
    private final ApiServer server;

    private RunningInstance(Metrics metrics, Pipeline pipeline, ApiServer server) {
        this.metrics = metrics;
        this.pipeline = pipeline;
        this.server = server;
    }

    /**
     * Starts all of it; returns when questions are taken, while the state may still be restored.
     *
     * @throws io.sojourn.authoring.PolicyRefusedException with all that is wrong with the policy's file
     * @throws IllegalStateException if a topic is not as it must be, or the port is taken, with what to do
     */
    public static RunningInstance start(Settings settings) {
        var policies = PolicyChoice.of(settings);
        ReadOnce.getReady();
        var metrics = new Metrics();
        var figures = new Figures(metrics.registry());
        var pipeline = Pipeline.start(settings, figures, policies);
        try {
            return new RunningInstance(metrics, pipeline, ApiServer.start(settings, pipeline, figures, metrics));
        } catch (RuntimeException e) {
            pipeline.close();
            metrics.close();
            throw e;
        }
    }

    /** Where questions are taken. */
    public int port() {
        return server.port();
    }

    public Pipeline pipeline() {
        return pipeline;
    }

    /** False once it has stopped by itself and only a new start helps. */
    public boolean alive() {
        var state = pipeline.streams().state();
        return state != KafkaStreams.State.ERROR && state != KafkaStreams.State.NOT_RUNNING;
    }

    /** Answers what was asked, commits, leaves the group, and lets go of everything. */
    @Override
    public void close() {
        server.close();
        pipeline.close();
        metrics.close();
    }
}
