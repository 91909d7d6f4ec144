package io.sojourn.cli;

import io.sojourn.rights.Component;
import io.sojourn.rights.OwnRights;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.TopicKeeper;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn topics create}: the deploy step. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        header = "Create missing topics and register the schemas. 创建主题并注册模式。",
        description = {
            "Create the topics that are missing, with their partitions, retention and cleanup, and register every schema"
                    + " in the schema registry. What is there already is left as it is, so it can be called at every"
                    + " deployment. ledger.partitions is chosen here, once.",
            "创建缺失的主题并注册所有模式；已存在的保持不变，可重复执行。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn topics create",
            "  sojourn topics create --set ledger.partitions=64 --set replication.factor=3",
            "  sojourn topics create --skip-schemas             when another team registers them"
        })
final class TopicsCreateCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--skip-schemas", description = "Do not register the schemas.")
    private boolean skipSchemas;

    @Option(names = "--json", description = "Print {created: [topic], schemas: {record: id}}.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = common.settings();
        List<String> created;
        try (var admin = Cluster.admin(settings)) {
            new OwnRights(admin, settings).require(Component.DEPLOYMENT);
            created = new TopicKeeper(admin, settings).createMissing();
        }
        var page = Json.object();
        var topics = page.putArray("created");
        created.forEach(topics::add);
        var out = spec.commandLine().getOut();
        if (!json) {
            out.println(created.isEmpty() ? "All topics were there already." : "Created " + String.join(", ", created));
        }
        if (!skipSchemas) {
            try (var wire = new WireFormat(settings.registry())) {
                var schemas = page.putObject("schemas");
                TopicKeeper.registerSchemas(wire).forEach(schemas::put);
                if (!json) {
                    out.println(schemas.size() + " schemas are registered.");
                }
            }
        }
        if (json) {
            out.println(Json.page(page));
        }
        return ExitCode.OK;
    }
}
