package io.sojourn.cli;

import picocli.CommandLine.Command;

/** {@code sojourn model}: purchase models from past orders. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        header = "Fit purchase models to past orders, and measure them. 拟合并评估购买模型。",
        description =
                "Fit purchase models (BG/NBD, MBG/NBD, Pareto/NBD, Gamma-Gamma) to past orders, and measure warnings."
                        + " 拟合购买模型，评估流失预警。",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ModelFitCommand.class, ModelEvaluateCommand.class, ModelApplyCommand.class})
final class ModelCommand {}
