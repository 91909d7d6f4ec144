package io.sojourn.cli;

import picocli.CommandLine.Command;

/** {@code sojourn policy}: what is asked of customers, as a file. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        header = "Check, test, explain and activate policies, count tags. 检查、测试、解释并启用策略，统计标签。",
        description =
                "Check, test, explain and activate policies, count tags; docs/policy.md is their reference. 检查、测试、解释并启用策略，统计标签。",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PolicyCheckCommand.class,
            PolicyTestCommand.class,
            PolicyExplainCommand.class,
            PolicyActivateCommand.class,
            PolicyUsageCommand.class
        })
final class PolicyCommand {}
