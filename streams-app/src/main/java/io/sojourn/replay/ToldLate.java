package io.sojourn.replay;

import io.sojourn.customer.Activity;
import io.sojourn.customer.CustomerId;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Standing;
import io.sojourn.stream.Activation;
import io.sojourn.stream.ActivityCodec;
import io.sojourn.stream.Revisions.Revision;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Listens to the fold of everybody for whom something may have been told too late; of who is left out nothing was. */
final class ToldLate implements Replay.Part {
    private final Set<CustomerId> suspects;
    private @Nullable Fold fold;
    private long activeAt = AsOf.NOWHERE;

    ToldLate(Set<CustomerId> suspects) {
        this.suspects = suspects;
    }

    @Override
    public void begin(Fold begun) {
        fold = begun;
    }

    @Override
    public boolean hears(Ledger.Entry entry, SpecificRecord decoded) {
        Activation activation = Activation.of(decoded);
        if (activation != null) {
            activeAt = activation.at();
            Objects.requireNonNull(fold).standings().stream()
                    .filter(standing -> standing.decidedTo() > activeAt)
                    .forEach(standing -> suspects.add(standing.customer()));
        } else if (!(decoded instanceof Tick)) {
            CustomerId customer = CustomerId.fromKey(Objects.requireNonNull(entry.key()));
            Standing before = Objects.requireNonNull(fold).standing(customer);
            Activity activity = ActivityCodec.read(decoded);
            if (activity.at() <= activeAt || (before != null && activity.at() <= before.decidedTo())) {
                suspects.add(customer);
            }
        }
        return true;
    }

    @Override
    public void announced(Announcement announcement, Revision by, long detectedAt, Mode mode) {}
}
