package io.sojourn.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sojourn}: the door to all commands. */
@Command(
        name = "sojourn",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "The customer lifecycle as a stream: orders, visits and support events in; RFM, stage transitions and churn"
                    + " warnings out, at the instant they become true.",
            "以流的方式看客户生命周期：输入订单、访问与客服事件，输出 RFM、阶段变化与流失预警。"
        },
        footerHeading = "%nStart here:%n",
        footer = {
            "  sojourn demo                 everything on this machine, with a simulated shop",
            "  sojourn doctor               is this machine, broker and registry fit for it?",
            "  sojourn COMMAND --help       what a command does, with examples"
        },
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            CollectCommand.class,
            ImportCommand.class,
            TryCommand.class,
            TailCommand.class,
            DumpCommand.class,
            ReplayCommand.class,
            ExportCommand.class,
            WhatIfCommand.class,
            VerifyCommand.class,
            AsOfCommand.class,
            ExplainCommand.class,
            CorrectionsCommand.class,
            LedgerCommand.class,
            ModelCommand.class,
            CutPointsCommand.class,
            PolicyCommand.class,
            TopicsCommand.class,
            ConfigCommand.class,
            DoctorCommand.class,
            ClockCommand.class,
            EraseCommand.class,
            CompletionCommand.class
        })
public final class Main {

    // Of help that goes into a file or a pipe; a terminal is asked for its own.
    private static final int WIDTH = 110;

    public static void main(String[] args) {
        // Data and Chinese text come out as UTF-8, whatever the locale of the shell.
        var commandLine = commandLine()
                .setOut(new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true))
                .setErr(new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true));
        int exitCode = commandLine.execute(args);
        commandLine.getOut().flush();
        System.exit(exitCode);
    }

    /** All commands, ready to {@code execute}; tests catch what they print with {@code setOut} and {@code setErr}. */
    public static CommandLine commandLine() {
        var commandLine = new CommandLine(new Main())
                .setExecutionExceptionHandler(new Troubles())
                .setParameterExceptionHandler(Troubles::wrongWords)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(WIDTH)
                .setUsageHelpAutoWidth(true)
                .setAbbreviatedSubcommandsAllowed(false);
        commandLine.getSubcommands().values().forEach(Main::dress);
        commandLine.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
        commandLine.getCommandSpec().usageMessage().exitCodeList(ExitCode.explained());
        return commandLine;
    }

    /** What every command has alike. */
    private static void dress(CommandLine command) {
        command.getCommandSpec().versionProvider(new Version());
        command.getCommandSpec().usageMessage().synopsisHeading("%nUsage: ");
        command.getSubcommands().values().forEach(Main::dress);
    }
}
