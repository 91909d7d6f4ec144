package io.sojourn.cli;

import picocli.CommandLine.Command;

/** {@code sojourn topics}: the topics as they must be. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        header = "Create or check the topics. 创建或检查主题。",
        description = "Create Sojourn's topics, or check that they are as they must be. 创建或检查主题。",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TopicsCreateCommand.class, TopicsCheckCommand.class})
final class TopicsCommand {}
