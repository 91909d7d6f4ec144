package io.sojourn.customer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Contacts that are neither order, visit nor ticket, kind by kind, so that letters opened every day do not push out the
 * one referral of last year. In {@link Recent#trail()} the amount of a step is {@link #OURS} if the contact was our doing.
 *
 * @param others those whose kind is not remembered: it is longer than {@value #LONGEST_KIND} characters, or it happened
 *     longest ago of more than {@value #MOST_KINDS}
 * @param kinds by name
 */
public record Engagements(Recent others, List<Kind> kinds) {
    public static final int MOST_KINDS = 32;
    public static final int LONGEST_KIND = 64;

    /** Amount of a step that was our doing; else zero. */
    public static final long OURS = 1;

    public static final Engagements NONE = new Engagements(Recent.NONE, List.of());

    private static final Comparator<Kind> BY_NAME = Comparator.comparing(Kind::name);
    private static final Comparator<Kind> BY_AGE = Comparator.comparingLong(
                    (Kind kind) -> kind.recent.trail().lastUpTo(Long.MAX_VALUE))
            .thenComparing(Kind::name);

    /** All of one kind. */
    public record Kind(String name, Recent recent) {}

    Engagements after(Activity activity) {
        return activity instanceof Activity.Engaged engaged ? after(engaged) : this;
    }

    private Engagements after(Activity.Engaged engaged) {
        long id = Fingerprint.of(engaged.eventId());
        if (isKnown(id)) {
            return this;
        }
        Trail.Step step = new Trail.Step(engaged.at(), id, engaged.byStaff() ? OURS : 0, 0);
        if (engaged.what().length() > LONGEST_KIND) {
            return new Engagements(others.plus(step), kinds);
        }
        List<Kind> all = new ArrayList<>(kinds);
        all.removeIf(kind -> kind.name.equals(engaged.what()));
        all.add(new Kind(engaged.what(), recent(engaged.what()).plus(step)));
        all.sort(BY_NAME);
        if (all.size() <= MOST_KINDS) {
            return new Engagements(others, List.copyOf(all));
        }
        Kind oldest = all.stream().min(BY_AGE).orElseThrow();
        all.remove(oldest);
        return new Engagements(others.plus(oldest.recent), List.copyOf(all));
    }

    private boolean isKnown(long id) {
        for (Kind kind : kinds) {
            if (kind.recent.knows(id)) {
                return true;
            }
        }
        return others.knows(id);
    }

    /** The recent ones of a kind, empty if there are none. */
    public Trail of(String kind) {
        return recent(kind).trail();
    }

    /** How many there ever were of a kind. */
    public int count(String kind) {
        return recent(kind).count();
    }

    private Recent recent(String name) {
        for (Kind kind : kinds) {
            if (kind.name.equals(name)) {
                return kind.recent;
            }
        }
        return Recent.NONE;
    }

    /** How many there ever were. */
    public int count() {
        int count = others.count();
        for (Kind kind : kinds) {
            count += kind.recent.count();
        }
        return count;
    }

    /** The recent ones of every kind in one trail, put together anew at each call. */
    public Trail all() {
        Trail all = others.trail();
        for (Kind kind : kinds) {
            all = all.plus(kind.recent.trail());
        }
        return all;
    }

    /** When any of them last happened, up to {@code instant}, or {@link Facts#NEVER_HAPPENED}. */
    public long lastAt(long instant) {
        long last = others.trail().lastUpTo(instant);
        for (Kind kind : kinds) {
            last = Math.max(last, kind.recent.trail().lastUpTo(instant));
        }
        return last;
    }

    /** When we last turned to the customer, up to {@code instant}, or {@link Facts#NEVER_HAPPENED}. */
    public long lastContactAt(long instant) {
        long last = lastOfOurs(others.trail(), instant);
        for (Kind kind : kinds) {
            last = Math.max(last, lastOfOurs(kind.recent.trail(), instant));
        }
        return last;
    }

    private static long lastOfOurs(Trail trail, long instant) {
        for (int i = trail.countUpTo(instant) - 1; i >= 0; i--) {
            if (trail.amount(i) == OURS) {
                return trail.at(i);
            }
        }
        return Facts.NEVER_HAPPENED;
    }
}
