package io.sojourn.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot go on for a reason people can understand: told without a stack trace, with what to do. */
public final class CommandFailed extends RuntimeException {

    private final int exitCode;
    private final String advice;

    /**
     * @param exitCode one of {@link ExitCode}
     * @param what what happened, as a sentence
     * @param advice what to do, as a sentence
     */
    public CommandFailed(int exitCode, String what, String advice) {
        this(exitCode, what, advice, null);
    }

    public CommandFailed(int exitCode, String what, String advice, @Nullable Throwable cause) {
        super(what, cause);
        this.exitCode = exitCode;
        this.advice = advice;
    }

    public int exitCode() {
        return exitCode;
    }

    public String advice() {
        return advice;
    }
}
