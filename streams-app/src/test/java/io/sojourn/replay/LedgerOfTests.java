package io.sojourn.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.clock.LedgerPartitioner;
import io.sojourn.customer.CustomerId;
import io.sojourn.decisions.CustomerState;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.policy.Policies;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.Revisions.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/** A ledger on the heap. */
public final class LedgerOfTests implements Ledger {
    private final WireFormat wire;
    private final List<List<Entry>> partitions;

    public LedgerOfTests(WireFormat wire, int partitions) {
        this.wire = wire;
        this.partitions = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            this.partitions.add(new ArrayList<>());
        }
    }

    /** An event that arrived at an instant. */
    public void add(String customer, SpecificRecord event, Instant arrived) {
        byte[] key = customer.getBytes(UTF_8);
        List<Entry> entries = partitions.get(LedgerPartitioner.partitionOf(key, partitions.size()));
        entries.add(
                new Entry(entries.size(), key, wire.encode(Topics.LEDGER, event), arrived.toEpochMilli(), Mode.LIVE));
    }

    public void tick(Instant at) {
        add(new Tick(at, Mode.LIVE), at);
    }

    /** What stands in every partition. */
    public void add(SpecificRecord ofTheClock, Instant at) {
        byte[] value = wire.encode(Topics.LEDGER, ofTheClock);
        partitions.forEach(
                entries -> entries.add(new Entry(entries.size(), null, value, at.toEpochMilli(), Mode.LIVE)));
    }

    /** With only those entries. */
    public LedgerOfTests only(Predicate<Entry> kept) {
        LedgerOfTests other = new LedgerOfTests(wire, partitions.size());
        for (int i = 0; i < partitions.size(); i++) {
            other.partitions.set(
                    i, new ArrayList<>(partitions.get(i).stream().filter(kept).toList()));
        }
        return other;
    }

    /** Where everybody stands after all of it, seen from an instant in milliseconds. */
    public SortedMap<CustomerId, CustomerState> states(Policies policies, long at) throws InterruptedException {
        SortedMap<CustomerId, CustomerState> states = new ConcurrentSkipListMap<>();
        new Replay(this, policies, wire).run(partition -> new Replay.Part() {
            @Override
            public void announced(Announcement announcement, Revision by, long detectedAt, Mode mode) {}

            @Override
            public void end(Fold fold) {
                fold.standings()
                        .forEach(each -> states.put(
                                each.customer(), fold.latest().codec().state(each, at)));
            }
        });
        return states;
    }

    @Override
    public int partitions() {
        return partitions.size();
    }

    @Override
    public long size() {
        return partitions.stream().mapToLong(List::size).sum();
    }

    @Override
    public void read(int partition, Consumer<Entry> reader) {
        partitions.get(partition).forEach(reader);
    }
}
