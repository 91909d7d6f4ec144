package io.sojourn.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sojourn}: the door to all commands. */
@Command(
        name = "sojourn",
        version = "sojourn 0.1.0",
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
            ImportCommand.class,
            TryCommand.class,
            TailCommand.class,
            DumpCommand.class,
            TopicsCommand.class,
            ConfigCommand.class,
            DoctorCommand.class,
            ClockCommand.class,
            CompletionCommand.class
        })
public final class Main {

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
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setAbbreviatedSubcommandsAllowed(false);
        commandLine.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
        commandLine.getCommandSpec().usageMessage().exitCodeList(ExitCode.explained());
        return commandLine;
    }
}
