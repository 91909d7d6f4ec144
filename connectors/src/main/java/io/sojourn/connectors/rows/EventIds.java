package io.sojourn.connectors.rows;

/**
 * The ids of the events of one table. They follow from the row and the change alone, so that what is read twice is said
 * under the same id.
 *
 * @param prefix {@code source:table}
 */
record EventIds(String prefix) {
    /** Of what a row says by being there. */
    String of(String key) {
        return prefix + ":" + key;
    }

    /** Of what can become of a row once. */
    String of(String key, String what) {
        return of(key) + ":" + what;
    }

    /** Of what can become of a row many times. */
    String of(String key, String what, Change change) {
        return of(key, what) + ":" + change.position();
    }
}
