package io.sojourn.proof.flink;

import io.sojourn.customer.Facts;
import io.sojourn.lifecycle.Chain;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Measure;
import io.sojourn.policy.ReferencePolicy;
import io.sojourn.stream.Remembered;
import io.sojourn.stream.StandingCodec;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * State as the bytes of Sojourn's own store. They leave out whose it is, which is the state's key already: what comes back
 * is {@link LedgerEntry#NOBODY}'s. One serializer serves one thread; Flink duplicates it for each.
 */
final class RememberedSerializer extends ImmutableSerializer<Remembered> {
    private final int windowDays;
    private transient @Nullable StandingCodec codec;

    /** @param windowDays of the reference policy, whose places the bytes number */
    RememberedSerializer(int windowDays) {
        this.windowDays = windowDays;
    }

    @Override
    public TypeSerializer<Remembered> duplicate() {
        return new RememberedSerializer(windowDays);
    }

    @Override
    public Remembered createInstance() {
        Standing nothing = new Standing(
                LedgerEntry.NOBODY,
                Facts.NONE,
                List.of(),
                List.of(),
                Standing.NEVER_DECIDED,
                Standing.NEVER_DECIDED,
                Measure.NEVER,
                Chain.START);
        return new Remembered(nothing, Long.MIN_VALUE);
    }

    @Override
    public void serialize(Remembered remembered, DataOutputView target) throws IOException {
        writeBytes(codec().encode(remembered), target);
    }

    @Override
    public Remembered deserialize(DataInputView source) throws IOException {
        return codec().decode(LedgerEntry.NOBODY, readBytes(source));
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        writeBytes(readBytes(source), target);
    }

    private StandingCodec codec() {
        StandingCodec known = codec;
        if (known == null) {
            known = StandingCodec.inOnePiece(ReferencePolicy.overDays(windowDays));
            codec = known;
        }
        return known;
    }

    @Override
    public TypeSerializerSnapshot<Remembered> snapshotConfiguration() {
        return new Snapshot(windowDays);
    }

    /** What a checkpoint keeps of this serializer: the policy. Flink makes it by its name. */
    public static final class Snapshot implements TypeSerializerSnapshot<Remembered> {
        private int windowDays;

        public Snapshot() {}

        Snapshot(int windowDays) {
            this.windowDays = windowDays;
        }

        @Override
        public int getCurrentVersion() {
            return 1;
        }

        @Override
        public void writeSnapshot(DataOutputView target) throws IOException {
            target.writeInt(windowDays);
        }

        @Override
        public void readSnapshot(int version, DataInputView source, ClassLoader loader) throws IOException {
            windowDays = source.readInt();
        }

        @Override
        public TypeSerializer<Remembered> restoreSerializer() {
            return new RememberedSerializer(windowDays);
        }

        @Override
        public TypeSerializerSchemaCompatibility<Remembered> resolveSchemaCompatibility(
                TypeSerializerSnapshot<Remembered> before) {
            return before instanceof Snapshot snapshot && snapshot.windowDays == windowDays
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }
    }
}
