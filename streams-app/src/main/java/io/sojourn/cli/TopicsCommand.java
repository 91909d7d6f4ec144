package io.sojourn.cli;

import picocli.CommandLine.Command;

/** {@code sojourn topics}: the topics as they must be. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        header = "Create or check the topics, or print who needs which rights. 主题与授权。",
        description =
                "Create Sojourn's topics, check that they are as they must be, or print the commands that grant the"
                        + " rights on them. 创建或检查主题，或打印授权命令。",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TopicsCreateCommand.class, TopicsCheckCommand.class, TopicsAclsCommand.class})
final class TopicsCommand {}
