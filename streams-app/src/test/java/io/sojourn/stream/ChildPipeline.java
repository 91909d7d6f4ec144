package io.sojourn.stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sojourn.Settings;
import io.sojourn.policy.Policies;
import io.sojourn.policy.ReferencePolicy;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A pipeline in a process of its own, so that a test can kill it. */
final class ChildPipeline {
    private ChildPipeline() {}

    /** Runs until killed; each argument is {@code key=value}. */
    public static void main(String[] args) throws InterruptedException {
        Settings settings = Settings.defaults();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            settings = settings.with(arg.substring(0, equals), arg.substring(equals + 1));
        }
        Pipeline.start(
                settings,
                new Figures(new SimpleMeterRegistry()),
                Policies.only(ReferencePolicy.overDays(settings.windowDays())));
        new CountDownLatch(1).await();
    }

    static Process start(Map<String, String> settings, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                ChildPipeline.class.getName()));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        File output = log.toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
    }
}
