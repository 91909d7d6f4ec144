package io.sojourn.cli;

import io.sojourn.authoring.Renumbering;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn cutpoints apply}. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        header = "Let cut-points hold from now on. 启用分界点。",
        description = {
            "Let cut-points take the place of those in the policy that decides. The clock writes them below its next tick"
                    + " into every partition of the ledger, and everybody is decided about anew: who stands elsewhere by them"
                    + " moves, with cause CUTPOINTS. Ends when they stand in the ledger.",
            "以新分界点替换当前策略中的分界点，所有客户随之重新判定。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn cutpoints compute orders.csv.gz --mapping shop.yaml --yaml > cutpoints.yaml",
            "  sojourn cutpoints apply cutpoints.yaml"
        })
final class CutPointsApplyCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FILE", description = "A file with the section `cutpoints` of a policy.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return NumbersApply.run(
                common.settings(),
                file,
                Renumbering.CUT_POINTS,
                spec.commandLine().getOut());
    }
}
