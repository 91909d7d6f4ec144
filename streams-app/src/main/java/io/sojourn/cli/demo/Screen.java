package io.sojourn.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Where the demonstration is told: drawn over and over on a terminal, line by line anywhere else. */
sealed interface Screen extends AutoCloseable permits DrawnScreen, PlainScreen {

    /** A terminal if there is one, both to read from and to write to. */
    static Screen on(PrintWriter out) {
        try {
            var terminal = TerminalBuilder.builder()
                    .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                    // JLine's own handling of Ctrl-C would end the process at once.
                    .nativeSignals(false)
                    .dumb(true)
                    .build();
            if (!terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                return new DrawnScreen(out, terminal);
            }
            terminal.close();
            return new PlainScreen(out);
        } catch (IOException e) {
            throw new UncheckedIOException("The terminal cannot be asked what it is: " + e.getMessage(), e);
        }
    }

    /** A line, to be read from the top. */
    void say(String line);

    /** The beginning of a line whose rest takes a while to come. */
    void begin(String line);

    /** What is to be seen now; called about twice a second. */
    void show(Picture picture);

    /** A decision made while somebody watches. May be called by any thread. */
    void tell(Headline headline);

    /** Back to the lines from the top. */
    @Override
    void close();
}
