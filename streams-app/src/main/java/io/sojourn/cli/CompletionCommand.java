package io.sojourn.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn completion}: lets the shell finish our words. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        header = "Print the completion script for bash or zsh. 输出补全脚本。",
        description = {
            "Print the script that completes commands and options in bash or zsh. 输出 bash / zsh 的补全脚本。",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(sojourn completion)                             in this shell",
            "  sojourn completion > ~/.local/share/bash-completion/completions/sojourn",
            "  autoload -U +X compinit && compinit && source <(sojourn completion zsh)"
        })
final class CompletionCommand implements Callable<Integer> {

    /** Shells we can help. */
    enum Shell {
        BASH,
        ZSH
    }

    @Parameters(arity = "0..1", defaultValue = "bash", description = "bash or zsh; one script serves both.")
    @SuppressWarnings("UnusedVariable") // accepted so that people may say which; the script finds out by itself
    private Shell shell = Shell.BASH;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        var root = spec.root().commandLine();
        spec.commandLine().getOut().println(AutoComplete.bash(root.getCommandName(), root));
        return ExitCode.OK;
    }
}
