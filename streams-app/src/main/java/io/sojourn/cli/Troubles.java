package io.sojourn.cli;

import io.sojourn.RefusedSettings;
import io.sojourn.Secrets;
import io.sojourn.authoring.PolicyRefusedException;
import io.sojourn.replay.OtherHistoryException;
import io.sojourn.rights.MissingRightsException;
import io.sojourn.schemas.RegistryUnavailableException;
import io.sojourn.stream.UnsoundTopicsException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what went wrong and what to do; a stack trace is shown only to who asks with {@code --verbose}. */
final class Troubles implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception trouble, CommandLine commandLine, @Nullable ParseResult parsed) {
        var failed = understood(trouble);
        var err = commandLine.getErr();
        err.println(commandLine.getColorScheme().errorText(failed.getMessage()));
        if (!failed.advice().isEmpty()) {
            err.println("→ " + failed.advice());
        }
        if (verbose(commandLine)) {
            var trace = new StringWriter();
            trouble.printStackTrace(new PrintWriter(trace));
            err.println(Secrets.mask(trace.toString()));
        }
        err.flush();
        return failed.exitCode();
    }

    /** As picocli does it, but a misspelt option does not give away the password behind it. */
    static int wrongWords(ParameterException wrong, String[] args) {
        var commandLine = wrong.getCommandLine();
        var err = commandLine.getErr();
        err.println(commandLine.getColorScheme().errorText(Secrets.mask(String.valueOf(wrong.getMessage()))));
        if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
            commandLine.usage(err, commandLine.getColorScheme());
        }
        return commandLine.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** The same trouble in words for people, with its exit code. */
    static CommandFailed understood(Throwable trouble) {
        if (trouble instanceof CommandFailed failed) {
            return failed;
        }
        if (trouble instanceof RefusedSettings) {
            return failure(ExitCode.REFUSED, trouble, "`sojourn config show` prints what is in force, and from where.");
        }
        if (trouble instanceof PolicyRefusedException) {
            return failure(ExitCode.REFUSED, trouble, "Mend the file; docs/policy.md explains every key and measure.");
        }
        if (trouble instanceof MissingRightsException) {
            return failure(
                    ExitCode.REFUSED,
                    trouble,
                    "`sojourn topics acls` prints all that a component needs. Topics that do not exist yet are made by"
                            + " `sojourn topics create`, as a user who may.");
        }
        if (trouble instanceof AuthenticationException || trouble instanceof AuthorizationException) {
            return failure(
                    ExitCode.REFUSED,
                    trouble,
                    "The broker refused us: check kafka.security.protocol, kafka.sasl.* and the ACLs of this user.");
        }
        if (trouble instanceof TimeoutException || trouble instanceof DisconnectException) {
            return failure(
                    ExitCode.UNREACHABLE,
                    trouble,
                    "Is the broker up, and kafka.bootstrap.servers right? `sojourn doctor` looks closer.");
        }
        if (trouble instanceof RegistryUnavailableException) {
            return failure(ExitCode.UNREACHABLE, trouble, "`sojourn doctor` looks closer.");
        }
        if (trouble instanceof UnsoundTopicsException) {
            return failure(
                    ExitCode.REFUSED, trouble, "Run the commands above with Kafka's own tools, then start again.");
        }
        if (trouble instanceof OtherHistoryException) {
            return failure(ExitCode.REFUSED, trouble, "Name another place, or remove what is there.");
        }
        if (trouble instanceof ConfigException) {
            return failure(ExitCode.REFUSED, trouble, "Mend the setting named; they are listed by `config show`.");
        }
        boolean onlyWraps = trouble instanceof ExecutionException
                || trouble instanceof CompletionException
                || (trouble instanceof KafkaException && trouble.getClass() == KafkaException.class);
        var cause = trouble.getCause();
        if (onlyWraps && cause != null) {
            return understood(cause);
        }
        return failure(ExitCode.FAILED, trouble, "Add --verbose to see where this came from.");
    }

    private static CommandFailed failure(int exitCode, Throwable trouble, String advice) {
        var said = trouble.getMessage();
        var what = said == null || said.isBlank() ? trouble.getClass().getSimpleName() : Secrets.mask(said);
        return new CommandFailed(exitCode, what, advice, trouble);
    }

    private static boolean verbose(CommandLine commandLine) {
        return commandLine.getCommandSpec().mixins().values().stream()
                .map(mixin -> mixin.userObject())
                .anyMatch(mixin -> mixin instanceof CommonOptions common && common.verbose());
    }
}
