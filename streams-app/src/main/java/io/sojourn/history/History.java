package io.sojourn.history;

import io.sojourn.intake.IntakeChecks;
import io.sojourn.intake.IntakeLimits;
import io.sojourn.intake.Verdict;
import io.sojourn.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A file, read: its events in time order, the rows it was refused, and what became of every row and order.
 *
 * <p>Memory is bounded whatever the file's length; what does not fit lies in a temporary folder until {@link #close}.
 */
final class History implements AutoCloseable {
    /** A draft takes about 300 bytes, so this is some 60 MB. */
    private static final int IN_MEMORY = 200_000;

    private static final Comparator<Draft> BY_ORDER =
            Comparator.comparing(Draft::orderId).thenComparingInt(Draft::kind).thenComparingLong(Draft::line);

    private final TemporaryFolder folder;
    private final Tally tally = new Tally();
    private final SortedSpool<Draft> drafts;
    private final SortedSpool<PastEvent> events;
    private final SortedSpool<RefusedRow> refused;
    private final Mapping mapping;
    private @Nullable Instant first;
    private @Nullable Instant last;

    private History(Mapping mapping, int inMemory) throws IOException {
        this.mapping = mapping;
        this.folder = TemporaryFolder.create("sojourn-history");
        this.drafts = new SortedSpool<>(folder.path(), BY_ORDER, new Forms.OfDraft(), inMemory);
        this.events = new SortedSpool<>(folder.path(), PastEvent.IN_TIME, new Forms.OfEvent(), inMemory);
        this.refused = new SortedSpool<>(
                folder.path(), Comparator.comparingLong(RefusedRow::line), new Forms.OfRefusedRow(), inMemory);
    }

    /** As {@link #read}, with the checks of the orders' own door, for events that arrive at an instant. */
    static History checked(
            Path file,
            Mapping mapping,
            @Nullable Instant until,
            IntakeLimits limits,
            Instant arrivedAt,
            Progress progress)
            throws IOException {
        IntakeChecks checks = new IntakeChecks(limits);
        AtomicLong read = new AtomicLong();
        progress.begin("read " + file.getFileName(), "bytes", 0, Files.size(file));
        History history = read(
                file,
                mapping,
                until,
                event -> checks.check(Topics.ORDERS, event, arrivedAt),
                bytes -> progress.to(read.addAndGet(bytes)));
        progress.end();
        return history;
    }

    /**
     * Reads the whole file; nothing leaves this process yet.
     *
     * @param until the last instant to take; null takes all
     * @param intake the checks that every event passes at the door
     * @param bytesRead hears of the bytes taken from the file
     * @throws MappingRefusedException where the mapping does not fit the file's header
     * @throws FileRefusedException where the file cannot be read as a whole
     */
    static History read(
            Path file,
            Mapping mapping,
            @Nullable Instant until,
            Function<SpecificRecord, Verdict> intake,
            LongConsumer bytesRead)
            throws IOException {
        return read(file, mapping, until, intake, bytesRead, IN_MEMORY);
    }

    static History read(
            Path file,
            Mapping mapping,
            @Nullable Instant until,
            Function<SpecificRecord, Verdict> intake,
            LongConsumer bytesRead,
            int inMemory)
            throws IOException {
        History history = new History(mapping, inMemory);
        try {
            history.readRows(file, bytesRead);
            history.assembleOrders(new OrderAssembly(mapping, until, intake));
            return history;
        } catch (IOException | RuntimeException failed) {
            history.close();
            throw failed;
        }
    }

    private void readRows(Path file, LongConsumer bytesRead) throws IOException {
        try (RowFile rows = new RowFile(file, mapping.file(), bytesRead)) {
            RowReading reading = new RowReading(mapping, rows.header());
            while (rows.hasNext()) {
                Row row = rows.next();
                tally.rowRead();
                Reading read = reading.read(row);
                if (read instanceof Reading.OfOrder ofOrder) {
                    drafts.add(ofOrder.draft());
                } else if (read instanceof Reading.Skipped skipped) {
                    tally.rows(new Fate(Fate.Sort.SKIPPED, skipped.rule()), 1);
                } else if (read instanceof Reading.Refused unusable) {
                    refuse(new RefusedRow(row.line(), row.lines(), unusable.refusal()));
                }
            }
        }
    }

    private void assembleOrders(OrderAssembly assembly) throws IOException {
        List<Draft> rows = new ArrayList<>();
        for (Iterator<Draft> sorted = drafts.iterator(); sorted.hasNext(); ) {
            Draft row = sorted.next();
            if (!rows.isEmpty() && !row.sameOrderAs(rows.get(0))) {
                assemble(assembly, rows);
                rows.clear();
            }
            rows.add(row);
        }
        if (!rows.isEmpty()) {
            assemble(assembly, rows);
        }
    }

    private void assemble(OrderAssembly assembly, List<Draft> rows) throws IOException {
        tally.orderRead();
        boolean whole = mapping.rows() == Mapping.Rows.ORDERS;
        List<Draft> own = whole ? rows.subList(0, 1) : rows;
        OrderAssembly.Judgement judgement = assembly.judge(own);
        tally.order(judgement.fate());
        if (judgement.refusal() != null) {
            boolean incomplete = own.stream().anyMatch(row -> row.trouble() != null);
            for (Draft row : own) {
                refuse(row.refused(OrderAssembly.refusalOf(row, judgement.refusal(), incomplete)));
            }
        } else {
            tally.rows(judgement.fate(), own.size());
        }
        for (Draft repeated : rows.subList(own.size(), rows.size())) {
            Optional<RowRefusal> conflict = OrderAssembly.conflict(rows.get(0), repeated);
            if (conflict.isPresent()) {
                refuse(repeated.refused(conflict.get()));
            } else {
                tally.rows(
                        new Fate(
                                Fate.Sort.REPEATED,
                                mapping.kinds().get(repeated.kind()).id()),
                        1);
            }
        }
        if (judgement.event() != null) {
            take(judgement.event());
        }
    }

    private void take(PastEvent event) throws IOException {
        events.add(event);
        first = first == null || event.at().isBefore(first) ? event.at() : first;
        last = last == null || event.at().isAfter(last) ? event.at() : last;
    }

    private void refuse(RefusedRow row) throws IOException {
        refused.add(row);
        tally.rows(new Fate(Fate.Sort.REFUSED, row.refusal().reason()), 1);
    }

    /** Those for the ledger and those of guests, by (time, event id). */
    Iterator<PastEvent> events() {
        return events.iterator();
    }

    long eventCount() {
        return events.size();
    }

    /** In the order of the file. */
    Iterator<RefusedRow> refused() {
        return refused.iterator();
    }

    long refusedCount() {
        return refused.size();
    }

    /** Time of the first event; empty where there is none. */
    Optional<Instant> first() {
        return Optional.ofNullable(first);
    }

    /** Time of the last event; empty where there is none. */
    Optional<Instant> last() {
        return Optional.ofNullable(last);
    }

    Tally tally() {
        return tally;
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
