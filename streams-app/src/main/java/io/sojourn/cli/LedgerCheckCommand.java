package io.sojourn.cli;

import io.sojourn.replay.CopyCheck;
import io.sojourn.replay.LedgerCopy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn ledger check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        header = "Prove that a local copy is whole and unchanged. 校验账本副本。",
        description = {
            "Prove that a local copy is whole and as it was pulled: every entry is there once and in its place, every file is the one"
                    + " that was written, none is there beside. Names what is not. Ends with 1 if anything is.",
            "校验副本是否完整且未被改动。"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  sojourn ledger check ledger/"})
final class LedgerCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The folder of the copy.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path folder;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        LedgerCopy copy = LedgerCopies.in(folder);
        List<String> faults = CopyCheck.of(copy);
        var out = spec.commandLine().getOut();
        faults.forEach(out::println);
        out.println(
                faults.isEmpty()
                        ? folder + " is whole: " + LedgerCopies.size(copy) + " 完整无误"
                        : faults.size() + " faults in " + folder
                                + "; where none says what helps, pull into another folder to have it whole again");
        return faults.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
}
