package io.sojourn.stream;

import io.sojourn.customer.Engagements;
import io.sojourn.customer.Profile;
import io.sojourn.customer.Recent;
import io.sojourn.customer.Tickets;
import io.sojourn.customer.Trail;
import java.util.ArrayList;
import java.util.List;

/** What is remembered beside orders, within the facts. One thread writes, any reads. */
final class ContactsCodec {
    /** A name, a trail of none, how many. */
    private static final int LEAST_OF_A_KIND = 3;

    /** A name, a value, an instant. */
    private static final int LEAST_OF_AN_ATTRIBUTE = 3;

    private final TrailCodec trails;

    ContactsCodec(TrailCodec trails) {
        this.trails = trails;
    }

    void write(PackedWriter out, Recent recent) {
        write(out, recent.trail(), recent.count());
    }

    static Recent readRecent(PackedReader in) {
        Trail trail = TrailCodec.read(in);
        return new Recent(trail, (int) (in.signed() + trail.size()));
    }

    void write(PackedWriter out, List<Engagements.Kind> kinds) {
        out.number(kinds.size());
        for (Engagements.Kind kind : kinds) {
            out.text(kind.name());
            write(out, kind.recent());
        }
    }

    static List<Engagements.Kind> readKinds(PackedReader in) {
        List<Engagements.Kind> kinds = new ArrayList<>();
        for (int left = in.count(LEAST_OF_A_KIND); left > 0; left--) {
            kinds.add(new Engagements.Kind(in.text(), readRecent(in)));
        }
        return List.copyOf(kinds);
    }

    void write(PackedWriter out, Tickets tickets) {
        write(out, tickets.moves(), tickets.count());
    }

    static Tickets readTickets(PackedReader in) {
        Recent moves = readRecent(in);
        return new Tickets(moves.trail(), moves.count());
    }

    private void write(PackedWriter out, Trail trail, int count) {
        trails.write(out, trail);
        out.signed((long) count - trail.size());
    }

    void write(PackedWriter out, Profile profile) {
        out.number(profile.attributes().size());
        for (Profile.Attribute attribute : profile.attributes()) {
            out.text(attribute.name());
            out.text(attribute.value());
            out.instant(attribute.at());
        }
    }

    static List<Profile.Attribute> readAttributes(PackedReader in) {
        List<Profile.Attribute> attributes = new ArrayList<>();
        for (int left = in.count(LEAST_OF_AN_ATTRIBUTE); left > 0; left--) {
            attributes.add(new Profile.Attribute(in.text(), in.text(), in.instant()));
        }
        return List.copyOf(attributes);
    }
}
