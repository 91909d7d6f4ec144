package io.sojourn.history;

import java.util.List;

/**
 * One row of a file.
 *
 * @param line where it starts, from 1, the header counted
 * @param lines how many lines it takes: more than one where a quoted value holds line ends
 */
record Row(long line, int lines, List<String> values) {}
