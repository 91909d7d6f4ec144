package io.sojourn.cli;

import io.sojourn.authoring.Renumbering;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn model apply}. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        header = "Let model parameters hold from now on. 启用模型参数。",
        description = {
            "Let parameters of a purchase model take the place of those in the policy that decides. The clock writes them"
                    + " below its next tick into every partition of the ledger, and everybody is decided about anew: who"
                    + " stands elsewhere by them moves, with cause POLICY. Ends when they stand in the ledger.",
            "以新模型参数替换当前策略中的参数，所有客户随之重新判定。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn model fit orders.csv.gz --mapping shop.yaml --model MBG_NBD --yaml > model.yaml",
            "  sojourn model apply model.yaml"
        })
final class ModelApplyCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FILE", description = "A file with the section `model` of a policy.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return NumbersApply.run(
                common.settings(), file, Renumbering.MODEL, spec.commandLine().getOut());
    }
}
