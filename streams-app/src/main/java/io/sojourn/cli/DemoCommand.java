package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.authoring.PolicyChoice;
import io.sojourn.authoring.Presets;
import io.sojourn.cli.demo.Demo;
import io.sojourn.cli.demo.DemoPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sojourn demo}: everything on this machine, with a simulated shop. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "See everything on this machine, with a simulated shop. 本机演示。",
        sortOptions = false,
        description = {
            "See it work: starts a Kafka broker, a schema registry and the whole pipeline in this process, imports two"
                    + " years of a simulated shop's history, then lets the shop go on. Watch customers change their"
                    + " stage, each with its reason, and silences reach their 90th day to the millisecond. An HTTP"
                    + " collector takes orders of your own. Needs nothing, listens on 127.0.0.1 only, leaves nothing"
                    + " behind. Ctrl-C ends it.",
            "本机演示：内嵌 Kafka 与 Schema Registry，导入模拟商店两年的历史，随后实时运行；Ctrl-C 结束。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn demo",
            "  sojourn demo --customers 500 --for 30s   small, ends by itself",
            "  sojourn demo --keep ./shop               leaves broker, state and log there",
            "  sojourn demo | grep Dormant              lines where there is no terminal"
        })
final class DemoCommand implements Callable<Integer> {
    private static final int USUAL_PORT = 8080;
    private static final int COLLECTORS_USUAL_PORT = 8090;
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Customers in the shop's history, about; 10 to 1,000,000 (default ${DEFAULT-VALUE}).")
    private int customers;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "42",
            description = "Which shop: the same seed gives the same customers and orders (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--days",
            paramLabel = "D",
            defaultValue = "730",
            description =
                    "Length of its history; 1 to 3,650 (default ${DEFAULT-VALUE}). With fewer than 91 nobody has been"
                            + " silent for 90 days yet.")
    private int days;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "7200",
            description =
                    "How many times faster than life live traffic runs (default ${DEFAULT-VALUE}: two hours of the"
                            + " shop in a second). Silences keep their real length.")
    private double speed;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "End by itself after so much live traffic: 30s, 5m, 1h. Otherwise it runs until Ctrl-C.")
    private @Nullable Duration runFor;

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "Port of the query API; 0 takes a free one. Otherwise " + USUAL_PORT
                    + ", or a free one if it is taken.")
    private @Nullable Integer port;

    @Option(
            names = "--collector-port",
            paramLabel = "P",
            description = "Port of the HTTP collector; 0 takes a free one. Otherwise " + COLLECTORS_USUAL_PORT
                    + ", or a free one if it is taken.")
    private @Nullable Integer collectorPort;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "New or empty folder for broker, state and log, which then stay. Otherwise a temporary one,"
                    + " deleted at the end.")
    private @Nullable Path keep;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            defaultValue = Presets.REFERENCE,
            description = "What is asked of customers: a policy file, or the name of a preset (${DEFAULT-VALUE}).")
    private String policy = Presets.REFERENCE;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        require(customers >= 10 && customers <= 1_000_000, "--customers takes 10 to 1,000,000");
        require(days >= 1 && days <= 3_650, "--days takes 1 to 3,650");
        require(speed > 0 && speed <= 10_000_000, "--speed takes a number above 0, up to 10,000,000");
        var asked = PolicyChoice.of(Settings.defaults().with("policy.file", policy));
        var plan = new DemoPlan(
                customers,
                seed,
                days,
                speed,
                runFor,
                port == null ? orAny(USUAL_PORT) : port,
                collectorPort == null ? orAny(COLLECTORS_USUAL_PORT) : collectorPort,
                keep,
                asked);
        var demo = new Demo(plan, spec.commandLine().getOut());
        var ended = new CountDownLatch(1);
        var signalled = new Thread(() -> endOnSignal(demo, ended), "demo-stop");
        Runtime.getRuntime().addShutdownHook(signalled);
        try {
            demo.run();
            return ExitCode.OK;
        } finally {
            ended.countDown();
        }
    }

    /** Ctrl-C and SIGTERM: the demo ends as it would by itself, and that is what the exit code says. */
    private static void endOnSignal(Demo demo, CountDownLatch ended) {
        if (ended.getCount() == 0) {
            return;
        }
        demo.stop();
        try {
            if (ended.await(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.OK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    /** This port, or 0 for any if it is taken. */
    private static int orAny(int usual) {
        try (var probe = new ServerSocket(usual, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException taken) {
            return 0;
        }
    }
}
