package io.sojourn.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.value.rfm.Scale;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ValueSketchTest {
    private static final long[] VALUES = new SplittableRandom(3)
            .longs(20_000)
            .map(random -> (long) (5e7 * Math.log((random >>> 11 | 1) * 0x1p-53)) + 10_000_000)
            .toArray();

    @Test
    void few_values_are_counted_exactly() {
        ValueSketch sketch = new ValueSketch();
        Arrays.stream(VALUES).forEach(sketch::add);
        assertThat(sketch.size()).isEqualTo(VALUES.length);
        assertThat(sketch.scale(5)).isEqualTo(Scale.ofQuantiles(VALUES, 5));
    }

    @Test
    void many_are_within_a_thousandth_of_the_exact_ones_below_zero_too() {
        ValueSketch sketch = sketchOf(VALUES, 0, VALUES.length);
        Scale exact = Scale.ofQuantiles(VALUES, 5);
        assertThat(exact.limits().get(0)).isNegative();
        for (int i = 0; i < 4; i++) {
            long limit = exact.limits().get(i);
            assertThat(Math.abs(sketch.scale(5).limits().get(i) - limit))
                    .isLessThanOrEqualTo(Math.abs(limit) / 500 + 20_000);
        }
    }

    @Test
    void parts_merged_in_any_order_are_the_whole() {
        Scale whole = sketchOf(VALUES, 0, VALUES.length).scale(5);
        for (int[] parts : new int[][] {{0, 1, 2, 3}, {3, 1, 0, 2}}) {
            ValueSketch merged = new ValueSketch(100);
            for (int part : parts) {
                merged.add(sketchOf(VALUES, part * 5_000, part * 5_000 + 5_000));
            }
            assertThat(merged.size()).isEqualTo(VALUES.length);
            assertThat(merged.scale(5)).isEqualTo(whole);
        }
    }

    @Test
    void small_numbers_such_as_orders_stay_exact() {
        ValueSketch sketch = new ValueSketch(10);
        long[] orders = new SplittableRandom(4).longs(5_001, 1, 40).toArray();
        Arrays.stream(orders).forEach(sketch::add);
        assertThat(sketch.scale(5)).isEqualTo(Scale.ofQuantiles(orders, 5));
    }

    @Test
    void of_nobody_there_is_no_scale() {
        assertThatThrownBy(() -> new ValueSketch().scale(5)).hasMessage("nobody to compute cut-points from");
    }

    private static ValueSketch sketchOf(long[] values, int from, int to) {
        ValueSketch sketch = new ValueSketch(100);
        Arrays.stream(values, from, to).forEach(sketch::add);
        return sketch;
    }
}
