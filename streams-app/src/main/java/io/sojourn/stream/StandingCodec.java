package io.sojourn.stream;

import io.sojourn.customer.ActivityKind;
import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Facts;
import io.sojourn.customer.Purchases;
import io.sojourn.customer.Tickets;
import io.sojourn.customer.Trail;
import io.sojourn.lifecycle.Chain;
import io.sojourn.lifecycle.Standing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * A standing as the bytes of the local store and its changelog: a version, then Avro's variable-length numbers in a fixed
 * order, times as distances from the one before. One codec serves one thread.
 */
public final class StandingCodec {
    private static final int VERSION = 1;
    private static final int USUAL_BYTES = 256;

    private @Nullable BinaryEncoder encoder;
    private @Nullable BinaryDecoder decoder;

    public byte[] encode(Remembered remembered) {
        Standing standing = remembered.standing();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
        encoder = out;
        try {
            out.writeInt(VERSION);
            out.writeLong(remembered.afterTick());
            out.writeLong(standing.decidedTo());
            out.writeLong(standing.lookedAt());
            out.writeLong(standing.lookAgainAt());
            out.writeFixed(HexFormat.of().parseHex(standing.chain().hex()));
            writePosts(out, standing.posts());
            writeAlarms(out, standing.alarms());
            writeFacts(out, standing.facts());
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalStateException if the bytes are not a standing of a version this build reads */
    public Remembered decode(CustomerId customer, byte[] bytes) {
        BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, decoder);
        decoder = in;
        try {
            int version = in.readInt();
            if (version != VERSION) {
                throw new IllegalStateException("the stored standing of customer " + customer + " has version "
                        + version + ", this build reads " + VERSION + ": see docs/operations.md on upgrades");
            }
            long afterTick = in.readLong();
            long decidedTo = in.readLong();
            long lookedAt = in.readLong();
            long lookAgainAt = in.readLong();
            byte[] chain = new byte[16];
            in.readFixed(chain);
            List<Standing.Post> posts = readPosts(in);
            List<Standing.Alarm> alarms = readAlarms(in);
            Facts facts = readFacts(in);
            Standing standing = new Standing(
                    customer,
                    facts,
                    posts,
                    alarms,
                    decidedTo,
                    lookedAt,
                    lookAgainAt,
                    new Chain(
                            ByteBuffer.wrap(chain).getLong(),
                            ByteBuffer.wrap(chain).getLong(8)));
            return new Remembered(standing, afterTick);
        } catch (IOException e) {
            throw new IllegalStateException("the stored standing of customer " + customer + " is cut short", e);
        }
    }

    private static void writePosts(BinaryEncoder out, List<Standing.Post> posts) throws IOException {
        out.writeInt(posts.size());
        for (Standing.Post post : posts) {
            out.writeString(post.ladder());
            out.writeString(post.stage());
            out.writeLong(post.since());
            out.writeInt(post.ordinal());
            writeText(out, post.because());
        }
    }

    private static List<Standing.Post> readPosts(BinaryDecoder in) throws IOException {
        List<Standing.Post> posts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            posts.add(new Standing.Post(in.readString(), in.readString(), in.readLong(), in.readInt(), readText(in)));
        }
        return posts;
    }

    private static void writeAlarms(BinaryEncoder out, List<Standing.Alarm> alarms) throws IOException {
        out.writeInt(alarms.size());
        for (Standing.Alarm alarm : alarms) {
            out.writeString(alarm.warning());
            out.writeBoolean(alarm.raised());
            out.writeLong(alarm.since());
            out.writeInt(alarm.ordinal());
        }
    }

    private static List<Standing.Alarm> readAlarms(BinaryDecoder in) throws IOException {
        List<Standing.Alarm> alarms = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            alarms.add(new Standing.Alarm(in.readString(), in.readBoolean(), in.readLong(), in.readInt()));
        }
        return alarms;
    }

    private static void writeFacts(BinaryEncoder out, Facts facts) throws IOException {
        out.writeLong(facts.firstSeenAt());
        out.writeLong(facts.profileAt());
        writeText(out, facts.currency());
        writeText(out, facts.lastOrderEvent());
        Purchases purchases = facts.purchases();
        writeTrail(out, purchases.counting());
        writeTrail(out, purchases.gone());
        writeTrail(out, purchases.refunds());
        out.writeInt(purchases.waiting().size());
        for (Purchases.Waiting change : purchases.waiting()) {
            out.writeLong(change.order());
            out.writeString(change.kind().name());
            out.writeLong(change.at());
            out.writeLong(change.amount());
        }
        writeTrail(out, facts.visits());
        out.writeInt(facts.visitCount());
        writeTrail(out, facts.engagements());
        out.writeInt(facts.engagementCount());
        out.writeInt(facts.tickets().all().size());
        for (Tickets.Ticket ticket : facts.tickets().all()) {
            out.writeLong(ticket.id());
            out.writeLong(ticket.changedAt());
            out.writeBoolean(ticket.open());
            out.writeBoolean(ticket.complaint());
        }
    }

    private static Facts readFacts(BinaryDecoder in) throws IOException {
        long firstSeenAt = in.readLong();
        long profileAt = in.readLong();
        String currency = readText(in);
        String lastOrderEvent = readText(in);
        Trail counting = readTrail(in);
        Trail gone = readTrail(in);
        Trail refunds = readTrail(in);
        List<Purchases.Waiting> waiting = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            waiting.add(new Purchases.Waiting(
                    in.readLong(), ActivityKind.valueOf(in.readString()), in.readLong(), in.readLong()));
        }
        Trail visits = readTrail(in);
        int visitCount = in.readInt();
        Trail engagements = readTrail(in);
        int engagementCount = in.readInt();
        List<Tickets.Ticket> tickets = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            tickets.add(new Tickets.Ticket(in.readLong(), in.readLong(), in.readBoolean(), in.readBoolean()));
        }
        return new Facts(
                firstSeenAt,
                profileAt,
                currency,
                lastOrderEvent,
                new Purchases(counting, gone, refunds, List.copyOf(waiting)),
                visits,
                visitCount,
                engagements,
                engagementCount,
                new Tickets(List.copyOf(tickets)));
    }

    private static void writeTrail(BinaryEncoder out, Trail trail) throws IOException {
        out.writeInt(trail.size());
        long previous = 0;
        for (int i = 0; i < trail.size(); i++) {
            Trail.Step step = trail.step(i);
            out.writeLong(step.at() - previous);
            out.writeLong(step.id());
            out.writeLong(step.amount());
            out.writeLong(step.off());
            previous = step.at();
        }
    }

    private static Trail readTrail(BinaryDecoder in) throws IOException {
        Trail trail = Trail.EMPTY;
        long at = 0;
        for (int left = in.readInt(); left > 0; left--) {
            at += in.readLong();
            trail = trail.plus(new Trail.Step(at, in.readLong(), in.readLong(), in.readLong()));
        }
        return trail;
    }

    private static void writeText(BinaryEncoder out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeString(text);
        }
    }

    private static @Nullable String readText(BinaryDecoder in) throws IOException {
        return in.readBoolean() ? in.readString() : null;
    }
}
