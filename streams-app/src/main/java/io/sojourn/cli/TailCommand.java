package io.sojourn.cli;

import io.sojourn.schemas.WireFormat;
import java.util.concurrent.Callable;
import org.apache.kafka.common.acl.AclOperation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn tail}: what comes to a topic from now on. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        header = "Show the records of a topic as they come. 持续查看主题的新记录。",
        description = {
            "Print the records of a topic as they come, decoded, until Ctrl-C or --limit. Only committed records are"
                    + " read. Bytes that cannot be decoded are printed in base64 with the reason.",
            "持续输出主题的新记录（已解码），按 Ctrl-C 结束。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn tail stage-transitions                   who moves to another stage, and why",
            "  sojourn tail rejected --from earliest            all that was refused, and what will be",
            "  sojourn tail churn-warnings --limit 1 && echo somebody is about to leave"
        })
final class TailCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ShowRecords show = new ShowRecords();

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            defaultValue = "latest",
            converter = StartingPoint.Converter.class,
            description = "latest, earliest, a day (2026-01-31) or an instant (2026-01-31T12:00:00Z) by record time."
                    + " Default: ${DEFAULT-VALUE}.")
    private StartingPoint from = StartingPoint.EARLIEST;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var settings = common.settings();
        try (var admin = Cluster.admin(settings)) {
            Cluster.requireTopic(settings, admin, show.topic(), AclOperation.READ);
        }
        try (var wire = new WireFormat(settings.registry());
                var reader = new TopicReader(settings, show.topic(), from)) {
            reader.follow(show.printer(settings, wire, spec.commandLine().getOut()));
        }
        return ExitCode.OK;
    }
}
