package io.sojourn.value.rfm;

import io.sojourn.customer.Facts;
import io.sojourn.value.Rfm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names for scores: every score belongs to exactly one segment, which is proved when the grid is made.
 *
 * @param id lower case, for programs
 * @param en what people read in English
 * @param zh and in Chinese
 * @param top the highest score of its scales
 * @param neverOrdered the segment of customers without any order; null where the grid has none for them
 */
public record Grid(
        String id,
        String en,
        String zh,
        int top,
        List<Segment> segments,
        @Nullable Segment neverOrdered) {
    /** @throws IllegalArgumentException with every gap and overlap */
    public Grid {
        segments = List.copyOf(segments);
        List<String> flaws = flaws(top, segments);
        if (!flaws.isEmpty()) {
            throw new IllegalArgumentException("grid " + id + " is no partition: " + String.join("; ", flaws));
        }
    }

    /**
     * It names the scores that these give.
     *
     * @throws IllegalArgumentException if they give others
     */
    public void requireScoresOf(CutPoints cutPoints) {
        if (top != cutPoints.top()) {
            throw new IllegalArgumentException(
                    "grid " + id + " has scores from 1 to " + top + ", the cut-points from 1 to " + cutPoints.top());
        }
    }

    public Segment segment(RfmScore score) {
        return segments.stream()
                .filter(segment -> segment.holds(score))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(score + " is no score of 1 to " + top));
    }

    /**
     * Where a customer stands at an instant; empty for who has ordered, but not within the window, and for who never has where the
     * grid names nobody so.
     */
    public Optional<Segment> segment(Rfm rfm, CutPoints cutPoints, long instant) {
        return rfm.lastOrderAt() == Facts.NEVER_HAPPENED
                ? Optional.ofNullable(neverOrdered)
                : cutPoints.score(rfm, instant).map(this::segment);
    }

    /** Every score from 1 to {@code top} that belongs to no segment or to several, and every segment that holds none. */
    public static List<String> flaws(int top, List<Segment> segments) {
        List<String> flaws = new ArrayList<>();
        for (RfmScore score : scores(top)) {
            List<String> owners = owners(segments, score);
            if (owners.isEmpty()) {
                flaws.add(score + " belongs to no segment");
            } else if (owners.size() > 1) {
                flaws.add(score + " belongs to " + String.join(" and ", owners));
            }
        }
        for (Segment segment : segments) {
            if (scores(top).stream().noneMatch(segment::holds)) {
                flaws.add(segment.id() + " holds no score");
            }
        }
        return flaws;
    }

    private static List<String> owners(List<Segment> segments, RfmScore score) {
        return segments.stream()
                .filter(segment -> segment.holds(score))
                .map(Segment::id)
                .toList();
    }

    /** All scores, from 111 on. */
    static List<RfmScore> scores(int top) {
        List<RfmScore> scores = new ArrayList<>();
        for (int r = 1; r <= top; r++) {
            for (int f = 1; f <= top; f++) {
                for (int m = 1; m <= top; m++) {
                    scores.add(new RfmScore(r, f, m));
                }
            }
        }
        return scores;
    }
}
