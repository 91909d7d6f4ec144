package io.sojourn.proof.flink;

import io.sojourn.customer.CustomerId;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A customer's id as the bytes it has on Kafka: length, then UTF-8. */
final class CustomerIdSerializer extends ImmutableSerializer<CustomerId> {
    @Override
    public TypeSerializer<CustomerId> duplicate() {
        return this;
    }

    @Override
    public CustomerId createInstance() {
        return LedgerEntry.NOBODY;
    }

    @Override
    public void serialize(CustomerId customer, DataOutputView target) throws IOException {
        writeBytes(customer.toKey(), target);
    }

    @Override
    public CustomerId deserialize(DataInputView source) throws IOException {
        return CustomerId.fromKey(readBytes(source));
    }

    @Override
    public TypeSerializerSnapshot<CustomerId> snapshotConfiguration() {
        return new Snapshot();
    }

    /** How a checkpoint names this serializer; Flink makes it by its name. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<CustomerId> {
        public Snapshot() {
            super(CustomerIdSerializer::new);
        }
    }
}
