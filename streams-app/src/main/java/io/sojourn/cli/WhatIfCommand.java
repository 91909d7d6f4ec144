package io.sojourn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.Settings;
import io.sojourn.authoring.PolicyChoice;
import io.sojourn.authoring.PolicyFile;
import io.sojourn.policy.Policy;
import io.sojourn.tables.Bands;
import io.sojourn.tables.Comparison;
import io.sojourn.tables.WhatIf;
import io.sojourn.value.rfm.CutPoints;
import io.sojourn.value.rfm.Grid;
import io.sojourn.value.rfm.Grids;
import io.sojourn.yaml.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn what-if}. */
@Command(
        name = "what-if",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Say what another policy would have decided of the same history. 推演另一策略的结果。",
        description = {
            "Fold the ledger by the policies it records, and from the beginning on by another, and compare: who stands where now,"
                    + " which decisions are added, removed, earlier or later, warnings per day, and the money of whom it"
                    + " touches. Nothing is written to the broker.",
            "用候选策略重放全部历史，并与现行策略比较：客户所处阶段、新增/消失/提前/推迟的判定、每日预警数与涉及金额。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn what-if --policy candidate.yaml --copy ledger/",
            "  sojourn what-if --policy candidate.yaml --html report.html --from 2026-01-01",
            "  sojourn what-if --policy candidate.yaml --sample 10 --json"
        })
final class WhatIfCommand implements Callable<Integer> {
    private static final int PARTS_OF_A_PERCENT = 100;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private LedgerOrigin origin = new LedgerOrigin();

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "FILE",
            description = "The other policy, a file or the name of a preset.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String policy;

    @Option(
            names = "--from",
            paramLabel = "T",
            converter = FromConverter.class,
            description = "Compare only what becomes true from this instant, or this day, on. Default: all of it.")
    private Instant from = Instant.EPOCH;

    @Option(
            names = "--sample",
            paramLabel = "PERCENT",
            description = "Look at so many of a hundred customers only, always the same. Default: all.")
    private @Nullable Double percent;

    @Option(
            names = "--customers",
            paramLabel = "ID",
            split = ",",
            description = "Look at these only; @FILE for a file with an id a line. May be repeated. Default: all.")
    private List<String> customers = List.of();

    @Option(
            names = "--grid",
            paramLabel = "GRID",
            description =
                    "Count whom it touches by the segments of a grid, of the candidate's own or one that comes with"
                            + " Sojourn, by the candidate's cut-points. Default: by what they spent.")
    private @Nullable String grid;

    @Option(names = "--json", description = "Print the same as JSON.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the same as a page with pictures, too.")
    private @Nullable Path html;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        Predicate<byte[]> isAsked = isAsked();
        Policy candidate = PolicyFile.load(policy, settings.windowMillis()).policy();
        Bands bands = grid == null ? null : bands(grid, candidate);
        try (var opened = origin.open(settings)) {
            WhatIf whatIf = new WhatIf(opened.ledger(), PolicyChoice.of(settings), opened.wire(), candidate);
            Comparison found = opened.watched(
                    "what-if", spec.commandLine().getErr(), progress -> whatIf.run(from, isAsked, bands, progress));
            if (html != null) {
                Files.writeString(html, WhatIfPage.of(found));
            }
            spec.commandLine().getOut().println(json ? Json.page(WhatIfReport.json(found)) : WhatIfReport.text(found));
            return ExitCode.OK;
        }
    }

    private static Bands bands(String id, Policy candidate) {
        CutPoints cutPoints = candidate.written().cutPoints();
        if (cutPoints == null) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "--grid " + id + " needs `cutpoints` in " + candidate.text() + ".",
                    "`sojourn cutpoints compute --ledger --yaml` prints them.");
        }
        List<Grid> known = Grids.with(candidate.written().grids());
        Grid grid = known.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.USAGE,
                        "--grid " + id + " is no grid"
                                + Suggestion.among(
                                        id, known.stream().map(Grid::id).toList()),
                        "`grids` of " + candidate.text() + " can have it."));
        try {
            return new Bands(grid, cutPoints);
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailed(
                    ExitCode.USAGE, "--" + wrong.getMessage() + ".", "Take a grid with as many scores.");
        }
    }

    private Predicate<byte[]> isAsked() throws IOException {
        Set<String> ids = new HashSet<>();
        for (String each : customers) {
            if (each.startsWith("@")) {
                ids.addAll(Files.readAllLines(Path.of(each.substring(1))));
            } else {
                ids.add(each);
            }
        }
        Predicate<byte[]> named = key -> ids.isEmpty() || ids.contains(new String(key, UTF_8));
        if (percent == null) {
            return named;
        } else if (percent <= 0 || percent > 100) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "--sample " + percent + " is no share of a hundred.",
                    "Give more than 0, up to 100.");
        }
        double limit = percent;
        return named.and(key -> share(key) < limit);
    }

    /** From 0 to 100, by the id alone. */
    private static double share(byte[] key) {
        CRC32 hash = new CRC32();
        hash.update(key);
        return (double) (hash.getValue() % (100 * PARTS_OF_A_PERCENT)) / PARTS_OF_A_PERCENT;
    }
}
