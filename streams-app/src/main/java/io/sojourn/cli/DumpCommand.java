package io.sojourn.cli;

import io.sojourn.schemas.WireFormat;
import java.util.concurrent.Callable;
import org.apache.kafka.common.acl.AclOperation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn dump}: what a topic holds now. */
@Command(
        name = "dump",
        mixinStandardHelpOptions = true,
        header = "Show the records a topic holds now. 查看主题现有的记录。",
        description = {
            "Print the records a topic holds now, decoded, and end. Only committed records are read. Bytes that cannot"
                    + " be decoded are printed in base64 with the reason. Records of one partition come in order.",
            "输出主题当前的全部记录（已解码），然后结束。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn dump stage-transitions --format csv > transitions.csv",
            "  sojourn dump ledger --key customer-17            all that happened to one customer",
            "  sojourn dump rejected --from 2026-01-31          what was refused since that day",
            "  sojourn dump orders --limit 5 | jq .value"
        })
final class DumpCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ShowRecords show = new ShowRecords();

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            defaultValue = "earliest",
            converter = StartingPoint.Converter.class,
            description = "earliest, a day (2026-01-31) or an instant (2026-01-31T12:00:00Z) by record time."
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
            reader.readToTheEnd(show.printer(settings, wire, spec.commandLine().getOut()));
        }
        return ExitCode.OK;
    }
}
