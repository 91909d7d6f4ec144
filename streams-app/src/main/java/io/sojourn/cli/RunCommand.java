package io.sojourn.cli;

import io.sojourn.server.RunningInstance;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sojourn run}: the service. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        header = "Run the service against a Kafka cluster. 连接 Kafka 集群运行服务。",
        description = {
            "Run Sojourn against a Kafka cluster until it is told to stop (Ctrl-C or SIGTERM); it then answers what was"
                    + " asked, commits, leaves its group and ends with exit code 0. Topics that are missing are"
                    + " created; topics that are not as they must be are refused with the command that mends them."
                    + " More of it on other machines share the work: give each its own http.advertised.",
            "连接 Kafka 集群运行服务；收到 SIGTERM 时干净退出。多个实例自动分担分区。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  KAFKA_BOOTSTRAP_SERVERS=kafka:9092 SCHEMA_REGISTRY_URL=http://registry:8081 sojourn run",
            "  sojourn run --config prod.properties --set log.format=json",
            "  sojourn run --set http.port=8082 --set http.advertised=host-b:8082 --set state.dir=/var/lib/sojourn-b",
            "  curl localhost:8080/health/ready                 once it runs"
        })
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    private static final int LOOK_EVERY_MS = 500;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws InterruptedException {
        var settings = common.settingsOfService();
        LOG.atInfo().addKeyValue("settings", settings).log("Starting");
        // Says first what would otherwise be told in ten lines of the client's own words.
        Cluster.admin(settings).close();
        var instance = RunningInstance.start(settings);
        var setBack = new SetBack(InstantSource.system(), System::nanoTime);
        var told = new CountDownLatch(1);
        var leave = new Thread(() -> leave(instance, told), "sojourn-stop");
        Runtime.getRuntime().addShutdownHook(leave);
        while (!told.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
            // Stopping on request also ends the pipeline: that is told first, and no failure.
            if ((!instance.alive() || setBack.tooFar()) && told.getCount() > 0) {
                RuntimeException why = instance.alive() ? wasSetBack(setBack.by()) : stopped(instance);
                Runtime.getRuntime().removeShutdownHook(leave);
                instance.close();
                throw why;
            }
        }
        // The hook ends the process; this thread only must not do it first.
        leave.join();
        return ExitCode.OK;
    }

    private static RuntimeException wasSetBack(Duration by) {
        return new CommandFailed(
                ExitCode.FAILED,
                "The clock of this machine was set back by " + by + "; Kafka's clients would stand still for as long.",
                "What was committed is safe. Start again.");
    }

    private static RuntimeException stopped(RunningInstance instance) {
        return instance.pipeline()
                .missingRights()
                .map(RuntimeException.class::cast)
                .orElseGet(() -> new CommandFailed(
                        ExitCode.FAILED,
                        "The pipeline stopped by itself; the log above says why.",
                        "What was committed is safe. Mend the cause and start again."));
    }

    private static void leave(RunningInstance instance, CountDownLatch told) {
        LOG.info("Told to stop: committing and leaving the group");
        told.countDown();
        instance.close();
        LOG.info("Stopped");
        // Left to itself the JVM would report the signal (143), and whoever sent it would take that for a crash.
        Runtime.getRuntime().halt(ExitCode.OK);
    }
}
