package io.sojourn.connectors.rows;

import io.sojourn.connectors.rows.RowRefusedException.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source connector tells of one row.
 *
 * @param names of the table, the fullest first
 * @param before the row as it was; null if it was not there, or if the source does not tell
 * @param after the row as it is; null if it is no more
 * @param changedAt when it was changed, or read; null if the source does not tell
 * @param position where the change stands among all of its source, the same whenever it is told; empty if it is none
 * @param history whether the row was there long since and is read for the first time
 */
record Change(
        What what,
        List<String> names,
        @Nullable Row before,
        @Nullable Row after,
        @Nullable Instant changedAt,
        String position,
        boolean history) {

    /** What is told. */
    enum What {
        INSERT,
        /** The row as it is now, new or not. */
        READ,
        UPDATE,
        DELETE
    }

    String table() {
        return names.get(0);
    }

    /** The row that it is about: as it is, or as it was before it went. */
    Row row() {
        Row row = what == What.DELETE ? before : after;
        if (row == null) {
            throw new RowRefusedException(Reason.MISSING_BEFORE, table(), null, null, withoutBefore());
        }
        return row;
    }

    /** Whether the source keeps to itself how the row was. */
    boolean isUpdateWithoutBefore() {
        return what == What.UPDATE && before == null;
    }

    /** What to do then. */
    String withoutBefore() {
        return "the source does not tell the row as it was before; in PostgreSQL: alter table " + table()
                + " replica identity full";
    }

    /**
     * This change, where {@code time} says when what the row tells happened: a row without it has not happened yet, and is told
     * by the change that fills it in. Null if nothing has happened.
     */
    @Nullable
    Change happened(@Nullable TimeColumn time) {
        if (time == null) {
            return this;
        }
        if (time.maybe(row()) == null) {
            return null;
        }
        boolean now = what == What.UPDATE && before != null && time.maybe(before) == null;
        return now ? new Change(What.INSERT, names, null, after, changedAt, position, history) : this;
    }

    /** This change, where the row says something by being there now; null for what becomes of it later. */
    @Nullable
    Change appeared(@Nullable TimeColumn time) {
        Change change = what == What.DELETE ? null : happened(time);
        return change == null || change.what == What.UPDATE ? null : change;
    }

    /** When it was changed. */
    Instant at() {
        if (changedAt == null) {
            throw new RowRefusedException(
                    Reason.INVALID_TIME,
                    table(),
                    null,
                    null,
                    "the source does not say when it happened: name the column that does, as 'time' in the mapping");
        }
        return changedAt;
    }

    /** When what the row says happened: by its own column where the mapping names one. */
    Instant at(@Nullable TimeColumn time) {
        return time == null ? at() : time.of(row());
    }
}
