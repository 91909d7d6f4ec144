package io.sojourn.history;

/** A row that is not taken, with its place in the file and why. */
record RefusedRow(long line, int lines, RowRefusal refusal) {}
