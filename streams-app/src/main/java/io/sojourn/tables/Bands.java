package io.sojourn.tables;

import io.sojourn.customer.Facts;
import io.sojourn.value.Rfm;
import io.sojourn.value.rfm.CutPoints;
import io.sojourn.value.rfm.Grid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a grid, by which customers are told apart.
 *
 * @param cutPoints whose scores it names
 */
public record Bands(Grid grid, CutPoints cutPoints) {
    private static final String NONE = "no order in the window 窗口内无订单";

    /** @throws IllegalArgumentException if the grid names other scores than the cut-points give */
    public Bands {
        grid.requireScoresOf(cutPoints);
    }

    /** Where a customer is at an instant; null without bands. */
    static @Nullable String of(@Nullable Bands bands, Facts facts, long instant) {
        return bands == null ? null : bands.of(facts, instant);
    }

    private String of(Facts facts, long instant) {
        Rfm rfm = Rfm.of(facts, instant, cutPoints.windowMillis());
        Optional<String> title =
                grid.segment(rfm, cutPoints, instant).map(segment -> segment.en() + " " + segment.zh());
        return title.orElse(NONE);
    }
}
