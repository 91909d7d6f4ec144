package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.customer.Activity;
import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Facts;
import io.sojourn.history.PastCustomers;
import io.sojourn.history.Tally;
import io.sojourn.ledger.Tick;
import io.sojourn.replay.Ledger;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.ActivityCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What the ledger says of customers, each one's in its order. */
final class LedgerActivities {
    private final WireFormat wire;
    private final @Nullable Instant until;
    private final BiConsumer<CustomerId, Activity> heard;
    private Instant end = Instant.EPOCH;

    private LedgerActivities(WireFormat wire, @Nullable Instant until, BiConsumer<CustomerId, Activity> heard) {
        this.wire = wire;
        this.until = until;
        this.heard = heard;
    }

    /** Everybody as the lifecycle remembers them by an instant, or by the latest tick or event; all are held in memory. */
    static PastCustomers customers(Settings settings, @Nullable Path copy, @Nullable Instant until) throws Exception {
        TreeMap<CustomerId, Facts> customers = new TreeMap<>();
        Instant end = read(
                settings,
                copy,
                until,
                (customer, activity) -> customers.put(
                        customer, customers.getOrDefault(customer, Facts.NONE).after(activity)));
        customers.values().removeIf(Facts::isEmpty);
        if (customers.isEmpty()) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    "The ledger holds no customer" + (until == null ? "." : " by " + until + "."),
                    "Import a history, or learn from a file.");
        }
        return new PastCustomers(customers, Objects.requireNonNullElse(until, end), new Tally());
    }

    /** All of one customer by an instant. */
    static List<Activity> of(CustomerId one, Settings settings, Instant until) throws Exception {
        List<Activity> all = new ArrayList<>();
        read(settings, null, until, (customer, activity) -> {
            if (customer.equals(one)) {
                all.add(activity);
            }
        });
        Facts facts = Facts.NONE;
        for (Activity activity : all) {
            facts = facts.after(activity);
        }
        if (facts.isEmpty()) {
            throw LedgerTroubles.unknown(one.value(), " by " + until);
        }
        return all;
    }

    private static Instant read(
            Settings settings, @Nullable Path copy, @Nullable Instant until, BiConsumer<CustomerId, Activity> heard)
            throws Exception {
        try (var opened = LedgerOrigin.open(copy, settings)) {
            var read = new LedgerActivities(opened.wire(), until, heard);
            for (int partition = 0; partition < opened.ledger().partitions(); partition++) {
                opened.ledger().read(partition, read::hear);
            }
            return read.end;
        }
    }

    private void hear(Ledger.Entry entry) {
        SpecificRecord decoded = wire.decodeHead(Topics.LEDGER, entry.value());
        byte[] key = entry.key();
        if (decoded instanceof Tick tick) {
            reached(tick.getAt());
        } else if (key != null) {
            Activity activity = ActivityCodec.read(decoded);
            Instant at = Instant.ofEpochMilli(activity.at());
            if (until == null || activity.countsAt(until.toEpochMilli())) {
                reached(until != null && at.isAfter(until) ? until : at);
                heard.accept(CustomerId.fromKey(key), activity);
            }
        }
    }

    private void reached(Instant at) {
        end = at.isAfter(end) ? at : end;
    }
}
