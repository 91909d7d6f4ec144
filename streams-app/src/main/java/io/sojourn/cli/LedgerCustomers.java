package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.customer.Activity;
import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Facts;
import io.sojourn.history.PastCustomers;
import io.sojourn.history.Tally;
import io.sojourn.ledger.Tick;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.stream.ActivityCodec;
import java.time.Instant;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;

/** Everybody in the ledger as the lifecycle remembers them. All are held in memory. */
final class LedgerCustomers {
    private final WireFormat wire;
    private final @Nullable Instant until;
    private final TreeMap<CustomerId, Facts> customers = new TreeMap<>();
    private Instant end = Instant.EPOCH;

    private LedgerCustomers(WireFormat wire, @Nullable Instant until) {
        this.wire = wire;
        this.until = until;
    }

    /** @param until the last instant to take; null takes all up to the latest tick or event */
    static PastCustomers read(Settings settings, @Nullable Instant until) throws Exception {
        try (var admin = Cluster.admin(settings)) {
            Cluster.requireTopic(settings, admin, Topics.LEDGER, AclOperation.READ);
        }
        try (var wire = new WireFormat(settings.registry());
                var ledger = new TopicReader(settings, Topics.LEDGER, StartingPoint.EARLIEST)) {
            var read = new LedgerCustomers(wire, until);
            ledger.readToTheEnd(read::hear);
            if (read.customers.isEmpty()) {
                throw new CommandFailed(
                        ExitCode.REFUSED,
                        "The ledger holds no customer" + (until == null ? "." : " by " + until + "."),
                        "Import a history, or learn from a file.");
            }
            return new PastCustomers(read.customers, Objects.requireNonNullElse(until, read.end), new Tally());
        }
    }

    private boolean hear(ConsumerRecord<byte[], byte[]> record) {
        SpecificRecord entry = wire.decode(record.topic(), record.value());
        if (entry instanceof Tick tick) {
            reached(tick.getAt());
        } else if (record.key() != null) {
            Activity activity = ActivityCodec.read(entry);
            Instant at = Instant.ofEpochMilli(activity.at());
            if (until == null || !at.isAfter(until)) {
                reached(at);
                CustomerId customer = CustomerId.fromKey(record.key());
                customers.put(
                        customer, customers.getOrDefault(customer, Facts.NONE).after(activity));
            }
        }
        return true;
    }

    private void reached(Instant at) {
        end = at.isAfter(end) ? at : end;
    }
}
