package io.sojourn.cli.demo;

import java.io.PrintWriter;
import org.jline.terminal.Terminal;

/** A terminal: the board is drawn in place, on the second page that terminals have, so that what was there stays. */
final class DrawnScreen implements Screen {
    // ECMA-48, which every terminal of the last decades understands.
    private static final String SECOND_PAGE = "\033[?1049h\033[?25l";
    private static final String FIRST_PAGE = "\033[?25h\033[?1049l";
    private static final String TOP = "\033[H";
    private static final String REST_OF_LINE = "\033[K";
    private static final String REST_OF_PAGE = "\033[J";
    private static final int USUAL_WIDTH = 80;
    private static final int USUAL_HEIGHT = 24;

    private final PrintWriter out;
    private final Terminal terminal;
    private boolean drawn;

    DrawnScreen(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** While the board is drawn it says all there is to say. */
    @Override
    public synchronized void say(String line) {
        if (!drawn) {
            out.println(line);
            out.flush();
        }
    }

    @Override
    public synchronized void begin(String line) {
        out.print(line);
        out.flush();
    }

    @Override
    public synchronized void show(Picture picture) {
        var size = terminal.getSize();
        var width = size.getColumns() > 0 ? size.getColumns() : USUAL_WIDTH;
        var height = size.getRows() > 0 ? size.getRows() : USUAL_HEIGHT;
        var page = new StringBuilder(drawn ? TOP : SECOND_PAGE + TOP);
        drawn = true;
        // The last line stays free: a line break there would scroll the board away.
        for (var line : Board.draw(picture, width, height - 1)) {
            page.append(line.toAnsi(terminal)).append(REST_OF_LINE).append("\r\n");
        }
        out.print(page.append(REST_OF_PAGE));
        out.flush();
    }

    /** Shown with the next picture. */
    @Override
    public void tell(Headline headline) {}

    @Override
    public synchronized void close() {
        if (drawn) {
            drawn = false;
            out.print(FIRST_PAGE);
            out.flush();
        }
    }
}
