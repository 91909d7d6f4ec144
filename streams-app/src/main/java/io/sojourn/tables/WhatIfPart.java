package io.sojourn.tables;

import io.sojourn.customer.CustomerId;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Policy;
import io.sojourn.replay.Claim;
import io.sojourn.replay.Fold;
import io.sojourn.replay.Ledger;
import io.sojourn.replay.Replay;
import io.sojourn.stream.ActivityCodec;
import io.sojourn.stream.Money;
import io.sojourn.stream.Revisions.Revision;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One partition, folded twice at once. Two decisions are about the same thing if they say the same of one customer between the same
 * two of the customer's events: a silence that another policy finds sooner is the same silence.
 */
final class WhatIfPart implements Replay.Part {
    private final Paired.Rows rows;
    private final Fold candidate;
    private final Predicate<byte[]> isAsked;
    private final @Nullable Bands bands;

    private final Map<CustomerId, Heard> heard = new HashMap<>();

    private @Nullable CustomerId now;
    private @Nullable Policy live;
    private long reached;

    /** How many events of a customer were heard, those of one instant being one, and when the latest of them was. */
    private record Heard(int events, long at) {
        static final Heard NOTHING = new Heard(0, Long.MIN_VALUE);

        Heard after(long another) {
            return another == at ? this : new Heard(events + 1, another);
        }
    }

    /** @param bands customers are told apart by; null for what they spent */
    WhatIfPart(Paired.Rows rows, Policy candidate, Predicate<byte[]> isAsked, @Nullable Bands bands) {
        this.rows = rows;
        this.isAsked = isAsked;
        this.bands = bands;
        this.candidate =
                Fold.by(candidate, (announcement, by, detectedAt, mode) -> add(Paired.CANDIDATE, announcement));
    }

    @Override
    public boolean hears(Ledger.Entry entry, SpecificRecord decoded) {
        byte[] key = entry.key();
        if (key != null && !isAsked.test(key)) {
            return false;
        }
        now = key == null ? null : CustomerId.fromKey(key);
        if (now != null) {
            heard.put(
                    now,
                    heard.getOrDefault(now, Heard.NOTHING)
                            .after(ActivityCodec.read(decoded).at()));
        }
        if (decoded instanceof Tick tick) {
            reached = Math.max(reached, tick.getAt().toEpochMilli());
        }
        candidate.hear(entry, decoded);
        return true;
    }

    @Override
    public void announced(Announcement announcement, Revision by, long detectedAt, Mode mode) {
        add(Paired.LIVE, announcement);
    }

    private void add(String side, Announcement announcement) {
        CustomerId customer = announcement.customer();
        int events = heard.getOrDefault(customer, Heard.NOTHING).events();
        // What was silent until this event is found on hearing it.
        boolean before = announcement.cause().isByItself() && customer.equals(now);
        rows.decided(side, customer.value(), Claim.of(announcement), before ? events - 1 : events);
    }

    @Override
    public void end(Fold fold) {
        live = fold.latest().policy();
        for (Standing standing : fold.standings()) {
            rows.customer(
                    standing.customer().value(),
                    Money.decimal(standing.facts().purchases().spend()),
                    Bands.of(bands, standing.facts(), reached));
        }
        stands(Paired.LIVE, fold);
        stands(Paired.CANDIDATE, candidate);
        rows.end();
        heard.clear();
    }

    private void stands(String side, Fold fold) {
        for (Standing standing : fold.standings()) {
            standing.posts()
                    .forEach(post -> rows.stands(side, standing.customer().value(), post.ladder(), post.stage()));
        }
    }

    /** The policy in force in the end. */
    Policy live() {
        return Objects.requireNonNull(live);
    }

    /** The latest tick. */
    long reached() {
        return reached;
    }

    @Override
    public void close() {
        rows.close();
    }
}
