package io.sojourn.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.Settings;
import io.sojourn.history.FateTable;
import io.sojourn.history.ImportOutcome;
import io.sojourn.history.ImportPlan;
import io.sojourn.history.Importer;
import io.sojourn.history.MappingFile;
import io.sojourn.rights.Component;
import io.sojourn.rights.OwnRights;
import io.sojourn.stream.TopicKeeper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn import}: past orders from a file into the ledger. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        header = "Bring past orders into the ledger. 导入历史订单。",
        description = {
            "Bring past orders from a file of values (.csv, .csv.gz) into the ledger, in time order, with the ticks"
                    + " between them: silences of 2010 are then dated 2010. Killed and started again it goes on where it"
                    + " was; run twice it writes nothing.",
            "将历史订单文件按时间顺序写入账本，可断点续传，重复运行不会重复写入。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn import orders.csv.gz --mapping docs/mappings/cdnow.yaml",
            "  sojourn import orders.csv --mapping shop.yaml --set money.currency=GBP",
            "  sojourn import orders.csv --mapping shop.yaml --until 2024-12-31 --json",
            "  sojourn try orders.csv --mapping shop.yaml --out result     the same without a cluster",
            "Mappings say which column is what: docs/import.md; some to start from are in docs/mappings."
        })
final class ImportCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FILE", description = "The orders: one row an order, or one row a position.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @Option(
            names = {"-m", "--mapping"},
            required = true,
            paramLabel = "M",
            description = "What the columns mean (YAML).")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path mapping;

    @Option(
            names = "--until",
            paramLabel = "T",
            converter = UntilConverter.class,
            description = "Leave out what is later, and close with a tick at T: an instant (2011-12-09T12:50:00Z) or a"
                    + " day, meaning its last millisecond in UTC. Default: the time of the last event.")
    private @Nullable Instant until;

    @Option(
            names = "--tick-every",
            paramLabel = "D",
            defaultValue = "1d",
            converter = DurationConverter.class,
            description = "How far the ticks of the past are apart (${DEFAULT-VALUE}). It changes no decision, only"
                    + " when each was noticed.")
    private Duration tickEvery = Duration.ofDays(1);

    @Option(
            names = "--hold-clock",
            description = "Leave the clock held at the end, for more files to come; import the last one without it.")
    private boolean holdClock;

    @Option(
            names = "--restart",
            description = "Forget how far an earlier import of this id came. What is in the ledger already is not"
                    + " counted twice.")
    private boolean restart;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description =
                    "The import's name, its progress is kept under it. Default: the mapping's source and the file's"
                            + " name.")
    private @Nullable String id;

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
            MappingFile loaded = MappingFile.load(mapping);
            ImportPlan plan = new ImportPlan(
                    Objects.requireNonNullElseGet(id, () -> ImportPlan.idOf(file, loaded)),
                    file,
                    loaded,
                    until,
                    tickEvery,
                    holdClock,
                    restart);
            try (Admin admin = Cluster.admin(settings)) {
                new OwnRights(admin, settings).require(Component.IMPORTER);
                TopicKeeper keeper = new TopicKeeper(admin, settings);
                keeper.createMissing();
                keeper.requireSound();
            }
            ImportOutcome outcome = new Importer(
                            settings, plan, ShownProgress.on(spec.commandLine().getErr()))
                    .run();
            spec.commandLine().getOut().println(json ? asJson(plan, outcome) : asText(plan, outcome));
            return HistoryTroubles.exitCode(outcome);
        });
    }

    private static String asText(ImportPlan plan, ImportOutcome outcome) {
        return switch (outcome.kind()) {
            case NOTHING_TO_DO ->
                "All of " + plan.file() + " is in the ledger already (import " + plan.id() + "); nothing was written.";
            case RELEASED ->
                "All of " + plan.file() + " was in the ledger already (import " + plan.id()
                        + "); the clock is no longer held.";
            case IMPORTED ->
                outcome.fates().map(tally -> new FateTable(tally).text()).orElse("")
                        + System.lineSeparator()
                        + written(plan, outcome);
        };
    }

    private static String written(ImportPlan plan, ImportOutcome outcome) {
        return String.format(
                Locale.ROOT,
                "%simport %s: %,d events, %,d of guests, %,d refused rows, %,d ticks up to %s, in %.1f s%s",
                outcome.resumedAt() > 0
                        ? String.format(Locale.ROOT, "went on after %,d entries written before; ", outcome.resumedAt())
                        : "",
                plan.id(),
                outcome.events(),
                outcome.guests(),
                outcome.refused(),
                outcome.ticks(),
                outcome.closedAt() == null ? "nowhere" : outcome.closedAt().toString(),
                outcome.took().toMillis() / 1000.0,
                plan.holdClock() ? "; the clock is still held" : "");
    }

    private static String asJson(ImportPlan plan, ImportOutcome outcome) {
        ObjectNode node = Json.object()
                .put("import", plan.id())
                .put("file", plan.file().toString())
                .put("result", outcome.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("events", outcome.events())
                .put("guests", outcome.guests())
                .put("refused", outcome.refused())
                .put("ticks", outcome.ticks())
                .put("resumedAt", outcome.resumedAt())
                .put("firstEventAt", text(outcome.first()))
                .put("lastEventAt", text(outcome.last()))
                .put("closedAt", text(outcome.closedAt()))
                .put("seconds", outcome.took().toMillis() / 1000.0);
        outcome.fates().ifPresent(tally -> new FateTable(tally).json(node));
        return Json.page(node);
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
