package io.sojourn.cli;

import io.sojourn.history.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far the work has come: a bar with rate and time left on a terminal, a plain line now and then elsewhere. */
final class ShownProgress implements Progress {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanos;
    private @Nullable ProgressBar bar;
    private String what = "";
    private String unit = "";
    private long total;
    private long from;
    private long began;
    private long lastLine;
    private long done;

    /** @param nanos a clock that only grows */
    ShownProgress(PrintWriter out, boolean terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
    }

    /** On standard error, so that what a command prints can be piped on. */
    static Progress on(PrintWriter err) {
        return new ShownProgress(err, isTerminal(), System::nanoTime);
    }

    @SuppressWarnings("SystemConsoleNull") // asked further where null no longer tells
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on there is a console without a terminal too, and a question for it.
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException java21) {
            return true;
        }
    }

    @Override
    public void begin(String what, String unit, long from, long total) {
        this.what = what;
        this.unit = unit;
        this.from = from;
        this.total = total;
        this.done = from;
        began = nanos.getAsLong();
        lastLine = began;
        if (terminal) {
            boolean bytes = unit.equals("bytes");
            bar = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setInitialMax(total)
                    .startsFrom(from, Duration.ZERO)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUnit(bytes ? " MB" : "", bytes ? 1_000_000 : 1)
                    .setUpdateIntervalMillis(200)
                    .showSpeed()
                    .build();
        }
    }

    @Override
    public void to(long now) {
        done = now;
        if (bar != null) {
            bar.stepTo(now);
        } else if (nanos.getAsLong() - lastLine > BETWEEN_LINES.toNanos()) {
            lastLine = nanos.getAsLong();
            double seconds = (lastLine - began) / 1e9;
            double rate = (done - from) / seconds;
            out.println(String.format(
                    Locale.ROOT,
                    "%s: %d %% (%,d of %,d %s), %,.0f a second, %,.0f s left",
                    what,
                    total == 0 ? 100 : 100 * done / total,
                    done,
                    total,
                    unit,
                    rate,
                    rate == 0 ? 0 : (total - done) / rate));
            out.flush();
        }
    }

    @Override
    public void end() {
        if (bar != null) {
            bar.stepTo(total);
            bar.close();
            bar = null;
        }
    }
}
