package io.sojourn.cli;

import picocli.CommandLine.Command;

/** {@code sojourn cutpoints}: the limits between RFM scores. */
@Command(
        name = "cutpoints",
        mixinStandardHelpOptions = true,
        header = "Compute the limits between RFM scores. 计算 RFM 分界点。",
        description = "Compute the limits between RFM scores from past orders. 由历史订单计算 RFM 分界点。",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CutPointsComputeCommand.class, CutPointsApplyCommand.class})
final class CutPointsCommand {}
