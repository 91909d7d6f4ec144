package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.authoring.PolicyChoice;
import io.sojourn.authoring.PolicyFile;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.replay.Range;
import io.sojourn.replay.Replay;
import io.sojourn.replay.ReplayTopics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.tables.Format;
import io.sojourn.tables.ReplayFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Tell all decisions of the ledger again, into files or topics. 重放账本，输出全部判定。",
        description = {
            "Fold the ledger by the policies it records, or by one that is given, and write every decision, marked REPLAY, and where"
                    + " everybody stands in the end. Run again, it goes on where it was broken off, and adds what has come"
                    + " since.",
            "按账本记录的策略（或指定策略）重放历史，把判定写入 Parquet、CSV、JSON Lines、DuckDB 或带前缀的主题；可断点续作。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn replay --to decisions/ --format parquet --copy ledger/",
            "  sojourn replay --to candidate/ --format duckdb --policy candidate.yaml --until 2026-06-30",
            "  sojourn replay --to-topics rehearsal. --config prod.properties"
        })
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private LedgerOrigin origin = new LedgerOrigin();

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Target target;

    private static final class Target {
        @Option(names = "--to", paramLabel = "DIR", description = "Into files in this folder, a folder a table.")
        private @Nullable Path folder;

        @Option(
                names = "--to-topics",
                paramLabel = "PREFIX",
                converter = PrefixConverter.class,
                description =
                        "Onto topics of this prefix, such as `rehearsal.` for `rehearsal.stage-transitions`; they are"
                                + " created.")
        private @Nullable String prefix;
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "PARQUET",
            description = "Of the files: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.PARQUET;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Decide by this one from the beginning on; a file or the name of a preset. Default: by those the"
                            + " ledger records.")
    private @Nullable String policy;

    @Option(
            names = "--from",
            paramLabel = "T",
            converter = FromConverter.class,
            description =
                    "Write only what was found from this instant on, by the ledger's own time; or from this day on.")
    private @Nullable Instant from;

    @Option(
            names = "--until",
            paramLabel = "T",
            converter = UntilConverter.class,
            description = "Read the ledger up to this instant, or the end of this day.")
    private @Nullable Instant until;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        Range range = new Range(
                from == null ? Range.ALL.from() : from.toEpochMilli(),
                until == null ? Range.ALL.until() : until.toEpochMilli());
        try (var opened = origin.open(settings)) {
            Decider decider = decider(opened, settings);
            if (target.folder != null) {
                ReplayFiles files = new ReplayFiles(target.folder, format, decider.text, range);
                long entries = run(decider.replay, opened, files::part);
                spec.commandLine().getOut().printf("%,d entries replayed into %s%n", entries, files.end());
            } else {
                ontoTopics(String.valueOf(target.prefix), decider.replay, opened, settings, range);
            }
            return ExitCode.OK;
        }
    }

    /** @param text by which policy it decides */
    private record Decider(Replay replay, String text) {}

    private Decider decider(LedgerOrigin.Opened opened, Settings settings) {
        if (policy == null) {
            Policies policies = PolicyChoice.of(settings);
            return new Decider(
                    new Replay(opened.ledger(), policies, opened.wire()),
                    policies.first().text() + ", then those of the ledger");
        }
        Policy candidate = PolicyFile.load(policy, settings.windowMillis()).policy();
        return new Decider(Replay.by(candidate, opened.ledger(), opened.wire()), candidate.text());
    }

    private void ontoTopics(String prefix, Replay replay, LedgerOrigin.Opened opened, Settings settings, Range range)
            throws Exception {
        try (var admin = Cluster.admin(settings);
                var wire = new WireFormat(settings.registry());
                var topics = ReplayTopics.open(
                        admin,
                        Cluster.clientConfig(settings),
                        wire,
                        prefix,
                        opened.ledger().partitions(),
                        range)) {
            long entries = run(replay, opened, topics::part);
            spec.commandLine()
                    .getOut()
                    .printf("%,d entries replayed, %,d decisions told on %s…%n", entries, topics.end(), prefix);
        }
    }

    private long run(Replay replay, LedgerOrigin.Opened opened, IntFunction<Replay.Part> parts)
            throws InterruptedException {
        long began = System.nanoTime();
        long entries = opened.watched("replay", spec.commandLine().getErr(), progress -> replay.run(parts, progress));
        double seconds = (System.nanoTime() - began) / 1e9;
        spec.commandLine().getErr().printf("%,.0f entries a second%n", entries / seconds);
        return entries;
    }
}
