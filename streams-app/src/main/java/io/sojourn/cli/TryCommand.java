package io.sojourn.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.Settings;
import io.sojourn.history.FateTable;
import io.sojourn.history.MappingFile;
import io.sojourn.history.Trial;
import io.sojourn.history.TrialOutcome;
import io.sojourn.history.TrialPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn try}: your file, the whole pipeline, no cluster. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        header = "Try a file of orders without a cluster. 无需集群试跑订单文件。",
        description = {
            "Try the whole pipeline on a file of orders without a cluster: a temporary broker, the file imported, every"
                    + " decision up to T taken, every output as a CSV file. Nothing is left behind but these.",
            "无需集群即可试用：用临时 Kafka 跑完整流程，把每个输出写成 CSV。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn try orders.csv --mapping docs/mappings/online-retail-invoices.yaml --out result",
            "  sojourn try orders.csv.gz --mapping shop.yaml --until 2011-06-30 --out result --json",
            "Writes stage-transitions.csv, churn-warnings.csv, tag-changes.csv, care-moments.csv, customer-state.csv,"
                    + " rejected.csv and guests.csv."
        })
final class TryCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FILE", description = "The orders, .csv or .csv.gz: one row an order, or one a position.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @Option(
            names = {"-m", "--mapping"},
            required = true,
            paramLabel = "M",
            description = "What the columns mean (YAML); see docs/import.md.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path mapping;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "Where the CSV files go; files of these names there are replaced.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path out;

    @Option(
            names = "--until",
            paramLabel = "T",
            converter = UntilConverter.class,
            description = "Leave out what is later, and answer as of T: an instant (2011-12-09T12:50:00Z) or a day,"
                    + " meaning its last millisecond in UTC. Default: the time of the last event.")
    private @Nullable Instant until;

    @Option(
            names = "--tick-every",
            paramLabel = "D",
            defaultValue = "1d",
            converter = DurationConverter.class,
            description = "How far the ticks of the past are apart (${DEFAULT-VALUE}).")
    private Duration tickEvery = Duration.ofDays(1);

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of the ledger (${DEFAULT-VALUE}). They change no decision.")
    private int partitions = 4;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Stream threads (${DEFAULT-VALUE}). They change no decision.")
    private int threads = 2;

    @Option(
            names = "--commit-interval",
            paramLabel = "D",
            defaultValue = "1s",
            converter = DurationConverter.class,
            description = "How often the pipeline commits (${DEFAULT-VALUE}). It changes no decision.")
    private Duration commitInterval = Duration.ofSeconds(1);

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        HistoryTroubles.refuseFuture(until);
        return HistoryTroubles.told(() -> {
            TrialPlan plan = new TrialPlan(
                    file, MappingFile.load(mapping), until, tickEvery, partitions, threads, commitInterval, out);
            TrialOutcome outcome = new Trial(
                            plan, settings, ShownProgress.on(spec.commandLine().getErr()))
                    .run();
            spec.commandLine().getOut().println(json ? asJson(outcome) : asText(outcome));
            return HistoryTroubles.exitCode(outcome.tally());
        });
    }

    private static String asText(TrialOutcome outcome) {
        String line = System.lineSeparator();
        StringBuilder text = new StringBuilder(new FateTable(outcome.tally()).text());
        text.append(line).append(line).append("customers by stage as of ").append(outcome.asOf());
        outcome.stages().forEach((ladder, stages) -> {
            text.append(line).append("  ").append(ladder);
            stages.forEach((stage, customers) ->
                    text.append(line).append(String.format(Locale.ROOT, "    %-14s %,10d", stage, customers)));
        });
        text.append(line).append(line).append("written to ").append(outcome.out());
        outcome.rows()
                .forEach((file, rows) ->
                        text.append(line).append(String.format(Locale.ROOT, "  %-22s %,10d rows", file, rows)));
        return text.append(line)
                .append(String.format(Locale.ROOT, "in %.1f s", outcome.took().toMillis() / 1000.0))
                .toString();
    }

    private static String asJson(TrialOutcome outcome) {
        ObjectNode node = Json.object()
                .put("asOf", outcome.asOf().toString())
                .put("customers", outcome.customers())
                .put("out", outcome.out().toString())
                .put("seconds", outcome.took().toMillis() / 1000.0);
        ObjectNode stages = node.putObject("stages");
        outcome.stages().forEach((ladder, counts) -> {
            ObjectNode ofLadder = stages.putObject(ladder);
            counts.forEach(ofLadder::put);
        });
        ObjectNode files = node.putObject("files");
        outcome.rows().forEach(files::put);
        new FateTable(outcome.tally()).json(node);
        return Json.page(node);
    }
}
