package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.collector.Collector;
import io.sojourn.rights.Component;
import io.sojourn.rights.OwnRights;
import io.sojourn.schemas.Topics;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sojourn collect}: the HTTP collector. */
@Command(
        name = "collect",
        mixinStandardHelpOptions = true,
        header = "Take events over HTTP: Segment's tracking API and CloudEvents. 通过 HTTP 接收事件。",
        description = {
            "Take events over HTTP and write them to the input topics, until told to stop (Ctrl-C or SIGTERM); what is"
                    + " under way is then answered first. Segment and RudderStack libraries work with another host;"
                    + " CloudEvents go to /v1/events. A sender hears yes when the broker has the event. The topics must"
                    + " exist; more collectors side by side share the work.",
            "通过 HTTP 接收 Segment 跟踪调用与 CloudEvents，写入输入主题；Kafka 确认后才应答成功。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn collect                                   on this machine, nobody is asked for a key",
            "  sojourn collect --config prod.properties --set collector.host=0.0.0.0 --set collector.keys.file=keys",
            "  curl -u KEY: localhost:8090/v1/track -d '{\"userId\":\"anna\",\"event\":\"Cart Viewed\"}'",
            "  curl localhost:8090/health/ready                  once it runs"
        })
final class CollectCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(CollectCommand.class);

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        var settings = common.settingsOfService();
        LOG.atInfo().addKeyValue("settings", settings).log("Starting");
        requireTopics(settings);
        var collector = start(settings);
        var told = new CountDownLatch(1);
        var leave = new Thread(() -> leave(collector, told), "sojourn-stop");
        Runtime.getRuntime().addShutdownHook(leave);
        told.await();
        // The hook ends the process; this thread only must not do it first.
        leave.join();
        return ExitCode.OK;
    }

    private static Collector start(Settings settings) {
        try {
            return Collector.start(settings);
        } catch (IllegalStateException e) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    String.valueOf(e.getMessage()),
                    "`sojourn config show` prints what is in force, and from where.",
                    e);
        }
    }

    private static void requireTopics(Settings settings) throws InterruptedException, ExecutionException {
        try (var admin = Cluster.admin(settings)) {
            new OwnRights(admin, settings).require(Component.SOURCE);
            var missing = new TreeSet<>(Topics.INPUTS);
            missing.removeAll(admin.listTopics().names().get());
            if (!missing.isEmpty()) {
                throw new CommandFailed(
                        ExitCode.REFUSED,
                        "There are no topics " + String.join(", ", missing) + " on this broker.",
                        "`sojourn topics create` makes them, as a user who may.");
            }
        }
    }

    private static void leave(Collector collector, CountDownLatch told) {
        LOG.info("Told to stop: answering what is under way");
        told.countDown();
        collector.close();
        LOG.info("Stopped");
        // Left to itself the JVM would report the signal (143), and whoever sent it would take that for a crash.
        Runtime.getRuntime().halt(ExitCode.OK);
    }
}
