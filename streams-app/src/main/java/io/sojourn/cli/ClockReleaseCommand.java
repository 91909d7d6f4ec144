package io.sojourn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.ledger.Watermark;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn clock release}. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        header = "Release the clock from an import given up. 释放时钟。",
        description = {
            "Release the clock from an import that was interrupted and will not be finished. What it has imported stays"
                    + " in the ledger. An import that merely stopped needs no release: run it again, it goes on where"
                    + " it was and releases the clock itself. Never release one that is running: its events would"
                    + " come after ticks that promised there were none.",
            "释放被中断且不再继续的导入所占住的时钟；切勿释放正在运行的导入。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn clock status                     who holds it",
            "  sojourn clock release import:8f3a        let it go"
        })
final class ClockReleaseCommand implements Callable<Integer> {

    private static final String IMPORT = "import:";

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "SOURCE", description = "The import as `sojourn clock status` names it.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a call without it
    private String source;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var settings = common.settings();
        try (var admin = Cluster.admin(settings)) {
            Cluster.requireTopic(settings, admin, Topics.WATERMARKS, AclOperation.READ, AclOperation.WRITE);
        }
        try (var wire = new WireFormat(settings.registry())) {
            var hold = holdOf(Watermarks.read(settings, wire));
            var released = wire.encode(Topics.WATERMARKS, new Watermark(hold.source(), 0, null));
            Cluster.send(settings, Topics.WATERMARKS, hold.source().getBytes(UTF_8), released);
            spec.commandLine()
                    .getOut()
                    .println(hold.source() + " no longer holds the clock, which it held at " + hold.at());
        }
        return ExitCode.OK;
    }

    private Watermarks.Report holdOf(Watermarks marks) {
        var full = source.startsWith(IMPORT) ? source : IMPORT + source;
        return marks.holds().stream()
                .filter(hold -> hold.source().equals(full))
                .findFirst()
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.FAILED,
                        full + " does not hold the clock.",
                        marks.holds().isEmpty()
                                ? "Nobody does, so there is nothing to release."
                                : "It is held by "
                                        + marks.holds().stream()
                                                .map(Watermarks.Report::source)
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }
}
