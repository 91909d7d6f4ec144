package io.sojourn.cli;

import io.sojourn.authoring.Flaw;
import io.sojourn.authoring.PolicyFile;
import io.sojourn.policy.Policy;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn policy check}: is it sound, and meant? */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        header = "Say all that is wrong with a policy. 检查策略文件。",
        description = {
            "Say all that is wrong with a policy, where, and what may have been meant; then what is no error and yet hardly"
                    + " meant, found by trying it on random histories. Ends with 3 if anything is wrong, with 1 if"
                    + " --strict and anything is doubtful.",
            "检查策略文件：列出全部错误与可疑之处。"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  sojourn policy check shop.yaml", "  sojourn policy check retail-five          a preset"})
final class PolicyCheckCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FILE", description = "The policy, or the name of a preset.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String file;

    @Option(names = "--strict", description = "What is doubtful fails too.")
    private boolean strict;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        long window = common.settings().windowMillis();
        PolicyFile read = PolicyFile.rehearse(file, window);
        var out = spec.commandLine().getOut();
        for (Flaw doubt : read.doubts()) {
            out.println("doubtful: " + doubt.text());
        }
        Policy policy = read.policy();
        out.printf(
                "%s: sound, %d ladders, %d tags, %d warnings, %d care moments, %d doubts%n",
                policy.text(),
                policy.ladders().size(),
                policy.tags().size(),
                policy.warnings().size(),
                policy.careMoments().size(),
                read.doubts().size());
        return strict && !read.doubts().isEmpty() ? ExitCode.FAILED : ExitCode.OK;
    }
}
