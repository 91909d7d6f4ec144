package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.authoring.PolicyChoice;
import io.sojourn.tables.Export;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        header = "Write the ledger as tables for analysts. 导出分析表。",
        description = {
            "Fold the ledger and write it as tables: customers, orders, decisions, the stages' population day by day, cohorts, RFM by"
                    + " month, and more, as Parquet files and as one DuckDB database, with ten ready questions. Run again, it"
                    + " brings them up to date.",
            "把账本导出为 Parquet 与 DuckDB 分析表（客户、订单、判定、每日阶段人数、同期群、月度 RFM 等），并附十个现成问题。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn export analysis/ --copy ledger/",
            "  duckdb analysis/sojourn.duckdb < analysis/questions/04-retention-by-cohort.sql"
        })
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private LedgerOrigin origin = new LedgerOrigin();

    @Parameters(paramLabel = "DIR", description = "The folder to write into.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path folder;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        try (var opened = origin.open(settings)) {
            Export export = new Export(opened.ledger(), PolicyChoice.of(settings), opened.wire(), folder);
            Path database = opened.watched("export", spec.commandLine().getErr(), export::run);
            spec.commandLine().getOut().println("Written: " + database + ", and the same as Parquet beside it.");
            return ExitCode.OK;
        }
    }
}
