package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn doctor}: is everything fit to run? */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        header = "Say what is amiss, and what to do. 环境体检。",
        description = {
            "Look at everything Sojourn needs and say what to do where something is amiss: Java, the limit of open"
                    + " files, the state folder and its disk; the broker, its version and settings, and the rights it"
                    + " gives us; the schema registry and its login; our topics; the time here and on the broker; who"
                    + " holds the clock."
                    + " Exit code 1 if anything fails. Changes nothing.",
            "检查运行环境（Java、磁盘、Kafka、权限、模式注册中心、主题、时间偏差、时钟）并给出处理建议。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn doctor",
            "  sojourn doctor --config prod.properties --json | jq '.[] | select(.status != \"OK\")'"
        })
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--json", description = "Print a JSON array of {check, title_zh, status, found, advice}.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = common.settings();
        var checks = new ArrayList<>(MachineChecks.of(settings));
        try (var wire = new WireFormat(settings.registry())) {
            var registry = RegistryCheck.of(settings, wire);
            checks.addAll(ofBroker(settings, wire, registry.status() != Check.Status.FAIL));
            checks.add(registry);
        }
        spec.commandLine().getOut().println(json ? asJson(checks) : asText(checks));
        boolean failed = checks.stream().anyMatch(check -> check.status() == Check.Status.FAIL);
        return failed ? ExitCode.FAILED : ExitCode.OK;
    }

    private static List<Check> ofBroker(Settings settings, WireFormat wire, boolean registryAnswers) {
        try (var admin = Cluster.admin(settings)) {
            var checks = new ArrayList<>(new BrokerChecks(settings, admin).all());
            checks.add(Check.of("Rights", "权限", () -> RightsCheck.of(settings, admin)));
            checks.add(Check.of("Topics", "主题", () -> TopicsCheck.of(settings, admin)));
            checks.addAll(ofTime(settings, admin, wire, registryAnswers));
            return checks;
        } catch (CommandFailed e) {
            return List.of(Check.fail("Broker", "Kafka 集群", String.valueOf(e.getMessage()), e.advice()));
        }
    }

    private static List<Check> ofTime(Settings settings, Admin admin, WireFormat wire, boolean registryAnswers) {
        if (!registryAnswers || !topics(admin).containsAll(Set.of(Topics.CLOCK, Topics.WATERMARKS))) {
            var why = "needs the registry, and the topics clock and watermarks";
            return List.of(Check.skip("Time", "时间偏差", why), Check.skip("Clock", "时钟", why));
        }
        return List.of(
                Check.of("Time", "时间偏差", () -> ClockChecks.skew(settings, wire)),
                Check.of("Clock", "时钟", () -> ClockChecks.holds(settings, wire)));
    }

    private static Set<String> topics(Admin admin) {
        return admin.listTopics()
                .names()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static String asText(List<Check> checks) {
        var lines = new ArrayList<String>();
        for (var check : checks) {
            lines.add("%-4s  %s %s: %s".formatted(check.status(), check.title(), check.titleZh(), check.found()));
            if (!check.advice().isEmpty()) {
                lines.add("      → " + check.advice());
            }
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String asJson(List<Check> checks) {
        var array = Json.NODES.arrayNode();
        checks.forEach(check -> array.addObject()
                .put("check", check.title())
                .put("title_zh", check.titleZh())
                .put("status", check.status().name())
                .put("found", check.found())
                .put("advice", check.advice()));
        return Json.page(array);
    }
}
