package io.sojourn.authoring;

import io.sojourn.value.purchase.Valuation;
import io.sojourn.value.rfm.CutPoints;
import io.sojourn.value.rfm.Grid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a condition may speak of.
 *
 * @param ladders those it may ask about, as the policy lists them: its own and those above
 * @param later ids of those below
 * @param numbers what scores and estimates are taken by
 * @param grids of the file, beside those that come with Sojourn
 * @param tags ids of the tags it may ask about, as the policy lists them: those above
 * @param laterTags ids of those that are decided later
 */
record Scope(
        List<Stages> ladders,
        List<String> later,
        Numbers numbers,
        List<Grid> grids,
        List<String> tags,
        List<String> laterTags) {
    /** A ladder's id and those of its stages. */
    record Stages(String ladder, List<String> ids) {}

    /**
     * Numbers frozen with the policy.
     *
     * @param clvHorizonMillis how far {@code clv()} looks
     * @param clvDiscount of {@code clv()} a year
     */
    record Numbers(
            @Nullable CutPoints cutPoints, @Nullable Valuation valuation, long clvHorizonMillis, double clvDiscount) {
        static final long YEAR = 365 * 86_400_000L;
        static final Numbers NONE = new Numbers(null, null, YEAR, 0.1);
    }

    /** Which ladder of the policy has this id, or -1. */
    int indexOf(String ladder) {
        for (int i = 0; i < ladders.size(); i++) {
            if (ladders.get(i).ladder().equals(ladder)) {
                return i;
            }
        }
        return -1;
    }
}
