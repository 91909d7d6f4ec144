package io.sojourn.cli;

import picocli.CommandLine.Command;

/** {@code sojourn policy}: what is asked of customers, as a file. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        header = "Check, test and explain policy files. 检查、测试并解释策略文件。",
        description = "Check, test and explain policy files; docs/policy.md is their reference. 检查、测试并解释策略文件。",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PolicyCheckCommand.class, PolicyTestCommand.class, PolicyExplainCommand.class})
final class PolicyCommand {}
