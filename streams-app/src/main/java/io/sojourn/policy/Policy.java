package io.sojourn.policy;

import io.sojourn.value.rfm.CutPoints;
import io.sojourn.value.rfm.Grid;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the business asks of every customer: ladders, what else is so or not so, and the trailing window of its RFM.
 *
 * @param marks in the order they are decided, after the ladders: each may ask about the tags before it
 */
public record Policy(
        String id, int version, List<Ladder> ladders, List<Mark> marks, long windowMillis, Written written) {
    /**
     * What only a policy that was read from a file has.
     *
     * @param text the whole file
     * @param seal a hash of all that it means: an edit that forgets the version is noticed too
     * @param cutPoints the limits between its RFM scores; null where it names none
     * @param grids names of its own for these scores
     */
    public record Written(
            String text, String seal, @Nullable CutPoints cutPoints, List<Grid> grids) {
        /** Of a policy in code. */
        public static final Written NOWHERE = new Written("", "", null, List.of());
    }

    /** One in code. */
    public Policy(String id, int version, List<Ladder> ladders, List<? extends Mark> marks, long windowMillis) {
        this(id, version, ladders, List.copyOf(marks), windowMillis, Written.NOWHERE);
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

    /** The title of a stage; empty where it has no such ladder or stage. */
    public Optional<Title> title(String ladder, String stage) {
        return ladders.stream()
                .filter(each -> each.id().equals(ladder) && each.has(stage))
                .map(each -> each.stage(stage).title())
                .findFirst();
    }

    /** Every condition of it, the ladders' first. */
    public Stream<Condition> conditions() {
        return Stream.concat(
                ladders.stream().flatMap(Ladder::conditions),
                marks.stream().flatMap(mark -> mark.conditions().stream()));
    }

    /** Which policy it is, in a line: what is decided by one must not go on being decided by another. */
    public String text() {
        String seal = written.seal.isEmpty() ? "" : " (" + written.seal + ")";
        return id + " version " + version + seal + " over " + Durations.show(windowMillis);
    }
}
