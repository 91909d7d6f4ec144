package io.sojourn.proof.flink;

import io.sojourn.customer.CustomerId;
import io.sojourn.ledger.Mode;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Entries between reader and decision: id and mode, then the event's own bytes untouched. */
final class LedgerEntrySerializer extends ImmutableSerializer<LedgerEntry> {
    private static final Mode[] MODES = Mode.values();

    @Override
    public TypeSerializer<LedgerEntry> duplicate() {
        return this;
    }

    @Override
    public LedgerEntry createInstance() {
        return new LedgerEntry(LedgerEntry.NOBODY, Mode.LIVE, new byte[0]);
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // Shorter than a name, and it does not outlive the job.
    public void serialize(LedgerEntry entry, DataOutputView target) throws IOException {
        writeBytes(entry.customer().toKey(), target);
        target.writeByte(entry.mode().ordinal());
        writeBytes(entry.event(), target);
    }

    @Override
    public LedgerEntry deserialize(DataInputView source) throws IOException {
        CustomerId customer = CustomerId.fromKey(readBytes(source));
        return new LedgerEntry(customer, MODES[source.readByte()], readBytes(source));
    }

    @Override
    public TypeSerializerSnapshot<LedgerEntry> snapshotConfiguration() {
        return new Snapshot();
    }

    /** How a checkpoint names this serializer; Flink makes it by its name. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<LedgerEntry> {
        public Snapshot() {
            super(LedgerEntrySerializer::new);
        }
    }
}
