package io.sojourn.history;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How drafts, events and refusals lie on disk while they are being sorted; never longer than one import. */
final class Forms {
    private Forms() {}

    static final class OfDraft implements SortedSpool.Form<Draft> {
        @Override
        public void write(Draft draft, DataOutput out) throws IOException {
            out.writeInt(draft.kind());
            text(out, draft.orderId());
            text(out, draft.customerId());
            out.writeLong(draft.at().toEpochMilli());
            decimal(out, draft.amount());
            text(out, draft.currency());
            text(out, draft.of());
            out.writeLong(draft.line());
            out.writeInt(draft.lines());
            RowRefusal trouble = draft.trouble();
            out.writeBoolean(trouble != null);
            if (trouble != null) {
                refusal(out, trouble);
            }
        }

        @Override
        public Draft read(DataInput in) throws IOException {
            return new Draft(
                    in.readInt(),
                    someText(in),
                    text(in),
                    Instant.ofEpochMilli(in.readLong()),
                    decimal(in),
                    someText(in),
                    text(in),
                    in.readLong(),
                    in.readInt(),
                    in.readBoolean() ? refusal(in) : null);
        }
    }

    static final class OfEvent implements SortedSpool.Form<PastEvent> {
        @Override
        public void write(PastEvent event, DataOutput out) throws IOException {
            text(out, event.eventId());
            text(out, event.as().name());
            text(out, event.customerId());
            text(out, event.orderId());
            out.writeLong(event.at().toEpochMilli());
            decimal(out, event.amount());
            text(out, event.currency());
        }

        @Override
        public PastEvent read(DataInput in) throws IOException {
            return new PastEvent(
                    someText(in),
                    Kind.As.valueOf(someText(in)),
                    text(in),
                    text(in),
                    Instant.ofEpochMilli(in.readLong()),
                    decimal(in),
                    someText(in));
        }
    }

    static final class OfRefusedRow implements SortedSpool.Form<RefusedRow> {
        @Override
        public void write(RefusedRow row, DataOutput out) throws IOException {
            out.writeLong(row.line());
            out.writeInt(row.lines());
            refusal(out, row.refusal());
        }

        @Override
        public RefusedRow read(DataInput in) throws IOException {
            return new RefusedRow(in.readLong(), in.readInt(), refusal(in));
        }
    }

    private static void refusal(DataOutput out, RowRefusal refusal) throws IOException {
        text(out, refusal.reason());
        text(out, refusal.field());
        text(out, refusal.value());
        text(out, refusal.hint());
    }

    private static RowRefusal refusal(DataInput in) throws IOException {
        return new RowRefusal(someText(in), someText(in), someText(in), someText(in));
    }

    private static void decimal(DataOutput out, BigDecimal number) throws IOException {
        byte[] digits = number.unscaledValue().toByteArray();
        out.writeInt(number.scale());
        out.writeInt(digits.length);
        out.write(digits);
    }

    private static BigDecimal decimal(DataInput in) throws IOException {
        int scale = in.readInt();
        byte[] digits = new byte[in.readInt()];
        in.readFully(digits);
        return new BigDecimal(new BigInteger(digits), scale);
    }

    // Not writeUTF: that ends at 65,535 bytes, and a file may hold anything.
    private static void text(DataOutput out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static @Nullable String text(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String someText(DataInput in) throws IOException {
        String text = text(in);
        if (text == null) {
            throw new IOException("a text that is always there is missing");
        }
        return text;
    }
}
