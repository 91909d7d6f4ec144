package io.sojourn.cli;

import picocli.CommandLine.Command;

/** {@code sojourn clock}: where time stands, and who holds it. */
@Command(
        name = "clock",
        mixinStandardHelpOptions = true,
        header = "Look at the clock, or release it. 查看或释放时钟。",
        description = "Look at the clock, or release it from an import that will not be finished. 查看或释放时钟。",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ClockStatusCommand.class, ClockReleaseCommand.class})
final class ClockCommand {}
