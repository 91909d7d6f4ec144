package io.sojourn.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.lifecycle.Cause;
import io.sojourn.lifecycle.Lifecycle;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policies that decide or decided in one ledger partition, by number: 0 is that of the settings, the others became
 * active one after the other by the ledger. One thread adds, any reads.
 */
public final class Revisions {
    private final Policies policies;
    private final List<Activation> activations = new ArrayList<>();
    private volatile List<Revision> all;

    /**
     * One of them, with all that follows from it.
     *
     * @param cause why customers move by it
     */
    public record Revision(
            int number, Policy policy, Cause cause, Lifecycle lifecycle, DecisionCodec codec, Numbering numbering) {
        private Revision(int number, Policy policy, Cause cause) {
            this(number, policy, cause, new Lifecycle(policy), new DecisionCodec(policy), new Numbering(policy));
        }
    }

    public Revisions(Policies policies) {
        this.policies = policies;
        all = List.of(new Revision(0, policies.first(), Cause.POLICY));
    }

    /**
     * Takes up where {@code stored} left off; null is the beginning, which is the first alone.
     *
     * @throws IllegalStateException if this build cannot read one of them
     */
    void begin(byte @Nullable [] stored) {
        all = List.of(all.get(0));
        activations.clear();
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(stored == null ? new byte[0] : stored))) {
            while (in.available() > 0) {
                String eventId = in.readUTF();
                long at = in.readLong();
                String text = new String(in.readNBytes(in.readInt()), UTF_8);
                String refusal = activate(new Activation(eventId, at, text, in.readLong()));
                if (refusal != null) {
                    throw new IllegalStateException("what became active as " + eventId
                            + " is refused by this build; go on with the build that activated it: " + refusal);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the stored policies are cut short", e);
        }
    }

    byte[] encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Activation activation : activations) {
                byte[] text = activation.text().getBytes(UTF_8);
                out.writeUTF(activation.eventId());
                out.writeLong(activation.at());
                out.writeInt(text.length);
                out.write(text);
                out.writeLong(activation.windowMillis());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Whether a policy became active under this event id. */
    public boolean knows(String eventId) {
        return activations.stream().anyMatch(each -> each.eventId().equals(eventId));
    }

    /**
     * The next one; or why it does not become active, which is found alike wherever the ledger is folded.
     *
     * @throws IllegalStateException if this build cannot read it; another that could wrote it
     */
    public @Nullable String activate(Activation activation) {
        Policy policy;
        try {
            policy = activation.after(latest().policy(), policies.later());
        } catch (IllegalArgumentException e) {
            if (!activation.isPolicy()) {
                return e.getMessage();
            }
            throw new IllegalStateException(
                    "the ledger holds a policy that this build cannot read; go on with the build that activated it: "
                            + e.getMessage(),
                    e);
        }
        List<String> returning =
                Policies.returning(all.stream().map(Revision::policy).toList(), policy);
        if (!returning.isEmpty()) {
            return "these of " + policy.text()
                    + " ended with an earlier policy, or named another kind of thing, and would"
                    + " announce under ids already used: " + returning + "; give them new ids";
        }
        activations.add(activation);
        List<Revision> longer = new ArrayList<>(all);
        longer.add(new Revision(longer.size(), policy, activation.cause(latest().policy(), policy)));
        all = List.copyOf(longer);
        return null;
    }

    /** What decides now. */
    public Revision latest() {
        List<Revision> now = all;
        return now.get(now.size() - 1);
    }

    /** @throws IllegalArgumentException if there is none of this number */
    Revision get(long number) {
        List<Revision> now = all;
        if (number < 0 || number >= now.size()) {
            throw new IllegalArgumentException("policy number " + number + " of " + now.size() + " known here");
        }
        return now.get((int) number);
    }
}
