package io.sojourn.clock;

/**
 * The latest a source said of itself.
 *
 * @param of how many intake tasks there were; 0 from an import
 * @param at from a task: all it took in by then is in the ledger; from an import: the clock must not reach this
 */
record Report(int of, long at) {
    boolean isHold() {
        return of == 0;
    }

    /** As it stands in the store, readable there. */
    String text() {
        return of + " " + at;
    }

    static Report parse(String text) {
        int space = text.indexOf(' ');
        return new Report(Integer.parseInt(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
    }
}
