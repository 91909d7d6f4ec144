package io.sojourn.cli;

import io.sojourn.replay.CopyStats;
import io.sojourn.replay.LedgerCopy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn ledger stats}. */
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        header = "Count what a local copy of the ledger holds. 统计账本副本。",
        description = {"Count entries by kind, customers, times and bytes of a local copy of the ledger.", "按类型统计账本副本。"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  sojourn ledger stats ledger/"})
final class LedgerStatsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The folder of the copy.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path folder;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        LedgerCopy copy = LedgerCopies.in(folder);
        TextTable partitions = new TextTable("partition", "entries", "customers", "first", "last", "files", "bytes");
        Map<String, Long> kinds = new TreeMap<>();
        for (CopyStats each : CopyStats.of(copy)) {
            partitions.row(
                    "" + each.partition(),
                    "%,d".formatted(each.entries()),
                    "%,d".formatted(each.customers()),
                    Instant.ofEpochMilli(each.first()).toString(),
                    Instant.ofEpochMilli(each.last()).toString(),
                    "" + each.files(),
                    "%,d".formatted(each.bytes()));
            each.kinds().forEach((kind, count) -> kinds.merge(kind, count, Long::sum));
        }
        TextTable entries = new TextTable("entry", "count");
        kinds.forEach((kind, count) -> entries.row(kind, "%,d".formatted(count)));
        spec.commandLine().getOut().println(partitions);
        spec.commandLine().getOut().println(entries);
        return ExitCode.OK;
    }
}
