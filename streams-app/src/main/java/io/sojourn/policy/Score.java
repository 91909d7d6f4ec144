package io.sojourn.policy;

import io.sojourn.customer.Facts;
import io.sojourn.value.Rfm;
import io.sojourn.value.rfm.CutPoints;
import io.sojourn.value.rfm.Grid;
import io.sojourn.value.rfm.RfmScore;
import io.sojourn.value.rfm.Segment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A score by frozen cut-points, or the segment of a grid it falls into (by its number among the grid's). Without a value for
 * who has no order in the cut-points' window. By itself R falls with the silence, and all change as orders and refunds leave
 * the window.
 *
 * @param axis what is asked
 * @param grid whose segments; null unless the segment is asked
 */
public record Score(
        Axis axis, CutPoints cutPoints, @Nullable Grid grid) implements Measure {
    public Score {
        if ((axis == Axis.SEGMENT) != (grid != null)) {
            throw new IllegalArgumentException("a segment is one of a grid, a score is not");
        }
        if (grid != null) {
            grid.requireScoresOf(cutPoints);
        }
    }

    /** One of the three scores, or all at once. */
    public enum Axis {
        R,
        F,
        M,
        SEGMENT
    }

    @Override
    public OptionalLong valueAt(Moment moment) {
        Rfm rfm = Rfm.of(moment.facts(), moment.at(), cutPoints.windowMillis());
        if (grid != null) {
            Optional<Segment> segment = grid.segment(rfm, cutPoints, moment.at());
            return Whereabouts.Names.number(
                    names(grid), segment.map(Segment::id).orElse(null));
        }
        Optional<RfmScore> score = cutPoints.score(rfm, moment.at());
        return score.isEmpty() ? OptionalLong.empty() : OptionalLong.of(of(score.get()));
    }

    private int of(RfmScore score) {
        return switch (axis) {
            case R -> score.r();
            case F -> score.f();
            case M, SEGMENT -> score.m();
        };
    }

    /** The ids of a grid's segments, by number. */
    public static List<String> names(Grid grid) {
        return Stream.concat(grid.segments().stream(), Stream.ofNullable(grid.neverOrdered()))
                .map(Segment::id)
                .toList();
    }

    @Override
    public long nextCrossing(Moment moment, long boundary) {
        long leaves = Rfm.nextChange(moment.facts(), moment.at(), cutPoints.windowMillis());
        return axis == Axis.F || axis == Axis.M ? leaves : Math.min(leaves, nextFall(moment));
    }

    /** A recency on a limit belongs to the lower score, and recency is minus the silence. */
    private long nextFall(Moment moment) {
        long last = moment.facts().lastOrderAt(moment.at());
        long next = NEVER;
        if (last != Facts.NEVER_HAPPENED) {
            for (long limit : cutPoints.recency().limits()) {
                next = last - limit > moment.at() ? Math.min(next, last - limit) : next;
            }
        }
        return next;
    }

    @Override
    public String text() {
        return grid == null ? "rfm." + Measure.word(axis) : "rfm_segment('" + grid.id() + "')";
    }

    @Override
    public String show(long value) {
        return grid == null ? Long.toString(value) : "'" + names(grid).get((int) value) + "'";
    }
}
