package io.sojourn.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Calls a command in this process and keeps what it said. */
record Cli(int exitCode, String out, String err) {

    static Cli run(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        try {
            int exitCode = Main.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute(args);
            return new Cli(exitCode, out.toString(), err.toString());
        } finally {
            // A command sets the log of its process as it needs it; this process has other tests in it.
            Logging.use("text", Logging.Loudness.SERVICE);
        }
    }
}
