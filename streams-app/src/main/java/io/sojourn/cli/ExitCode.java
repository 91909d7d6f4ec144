package io.sojourn.cli;

import java.util.Map;
import java.util.TreeMap;

/** What a command's end says to the shell. */
public final class ExitCode {

    /** Done. */
    public static final int OK = 0;
    /** The work failed, or a check found something wrong. */
    public static final int FAILED = 1;
    /** The command line was wrong. */
    public static final int USAGE = 2;
    /** The settings, a file, the topics or our rights were refused: mend them and try again. */
    public static final int REFUSED = 3;
    /** The broker or the schema registry could not be reached. */
    public static final int UNREACHABLE = 4;

    private ExitCode() {}

    /** For the help of the main command. */
    static Map<String, String> explained() {
        return new TreeMap<>(Map.of(
                " 0", "done",
                " 1", "the work failed, or a check found something wrong",
                " 2", "the command line was wrong",
                " 3", "the settings, a file, the topics or our rights were refused: mend them and try again",
                " 4", "the broker or the schema registry could not be reached"));
    }
}
