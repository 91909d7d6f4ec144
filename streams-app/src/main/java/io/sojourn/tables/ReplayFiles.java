package io.sojourn.tables;

import io.sojourn.ledger.Mode;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Standing;
import io.sojourn.replay.Fold;
import io.sojourn.replay.Ledger;
import io.sojourn.replay.OtherHistoryException;
import io.sojourn.replay.Range;
import io.sojourn.replay.Replay;
import io.sojourn.stream.Revisions.Revision;
import java.nio.file.Path;
import java.util.Comparator;
import org.apache.avro.specific.SpecificRecord;

/** Decisions told again into files: a table a topic, and where everybody stands in the end. */
public final class ReplayFiles {
    /** Of one file. */
    static final int ROWS = 100_000;

    private static final String DATABASE = "replay.duckdb";

    private final Path folder;
    private final Format format;
    private final Range range;
    private final int rowsAFile;
    private final Label label;

    /**
     * Into a folder, which may hold what an earlier run of the same left.
     *
     * @param policy by which it is decided, in words
     * @throws OtherHistoryException if the folder holds something else
     */
    public ReplayFiles(Path folder, Format format, String policy, Range range) {
        this(folder, format, policy, range, ROWS);
    }

    ReplayFiles(Path folder, Format format, String policy, Range range, int rowsAFile) {
        this.folder = folder;
        this.format = format;
        this.range = range;
        this.rowsAFile = rowsAFile;
        label = new Label(folder);
        label.is("format", format.name());
        label.is("policy", policy);
        label.is("range", range.from() + " to " + range.until());
    }

    /** What is done with one partition. */
    public Replay.Part part(int partition) {
        return new Part(partition);
    }

    /** Called after all partitions; answers what was written in the end. */
    public Path end() {
        if (format != Format.DUCKDB) {
            return folder;
        }
        Path database = folder.resolve(DATABASE);
        Database.build(database, folder, Decided.ALL, sql -> {});
        return database;
    }

    private final class Part implements Replay.Part {
        private final PartitionTables tables;
        private final Label.Beginning beginning;

        Part(int partition) {
            beginning = label.beginning(partition);
            tables = new PartitionTables(folder, partition, format, rowsAFile);
        }

        @Override
        public boolean hears(Ledger.Entry entry, SpecificRecord decoded) {
            beginning.hear(entry);
            return entry.timestamp() <= range.until();
        }

        @Override
        public void announced(Announcement announcement, Revision by, long detectedAt, Mode mode) {
            if (detectedAt >= range.from()) {
                tables.add(Decided.table(announcement), by.codec().record(announcement, detectedAt, Mode.REPLAY));
            }
        }

        @Override
        public void end(Fold fold) {
            fold.standings().stream()
                    .sorted(Comparator.comparing(Standing::customer))
                    .forEach(each ->
                            tables.add(Decided.STATE, fold.latest().codec().state(each)));
            tables.end();
        }

        @Override
        public void close() {
            tables.close();
        }
    }
}
