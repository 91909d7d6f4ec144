package io.sojourn.policy;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the business asks of every customer: ladders, what else is so or not so, and the trailing window of its RFM.
 *
 * @param marks in the order they are decided, after the ladders: each may ask about the tags before it
 * @param seal a hash of all that it means, where it was read from a file: an edit that forgets the version is noticed too;
 *     empty for one in code
 */
public record Policy(String id, int version, List<Ladder> ladders, List<Mark> marks, long windowMillis, String seal) {
    public Policy(String id, int version, List<Ladder> ladders, List<? extends Mark> marks, long windowMillis) {
        this(id, version, ladders, List.copyOf(marks), windowMillis, "");
    }

    public List<Tag> tags() {
        return marks(Tag.class).toList();
    }

    public List<Warning> warnings() {
        return marks(Warning.class).toList();
    }

    public List<CareMoment> careMoments() {
        return marks(CareMoment.class).toList();
    }

    private <M extends Mark> Stream<M> marks(Class<M> kind) {
        return marks.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Every condition of it, the ladders' first. */
    public Stream<Condition> conditions() {
        return Stream.concat(
                ladders.stream().flatMap(Ladder::conditions),
                marks.stream().flatMap(mark -> mark.conditions().stream()));
    }

    /** Which policy it is, in a line: what is decided by one must not go on being decided by another. */
    public String text() {
        return id + " version " + version + (seal.isEmpty() ? "" : " (" + seal + ")") + " over "
                + Durations.show(windowMillis);
    }
}
