package io.sojourn.history;

/** Somebody who is told how far the work has come. */
public interface Progress {
    /** Nobody. */
    Progress UNSEEN = new Progress() {
        @Override
        public void begin(String what, String unit, long from, long total) {}

        @Override
        public void to(long done) {}

        @Override
        public void end() {}
    };

    /** A stretch of work begins: {@code from} of {@code total} units are done already. */
    void begin(String what, String unit, long from, long total);

    /** So many units are done by now. */
    void to(long done);

    /** The stretch is done. */
    void end();
}
