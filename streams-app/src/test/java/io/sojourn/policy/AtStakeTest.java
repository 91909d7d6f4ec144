package io.sojourn.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** A value times a probability, in whole numbers: rounded down, and right whatever the size. */
class AtStakeTest {
    private static final BigInteger CERTAIN = BigInteger.valueOf(1_000_000_000);

    @Test
    void what_is_at_stake_is_a_whole_number_whatever_the_size() {
        for (long chance : new long[] {0, 1, 333_333_333, 999_999_999, 1_000_000_000}) {
            for (long money :
                    new long[] {-9_000_000_000_000_000_000L, -7, -1, 0, 1, 412_5000, 1_234_567_890_123L, Long.MAX_VALUE
                    }) {
                BigInteger product = BigInteger.valueOf(money).multiply(BigInteger.valueOf(chance));
                BigInteger down = product.subtract(product.mod(CERTAIN)).divide(CERTAIN);
                assertThat(AtStake.times(money, chance)).isEqualTo(down.longValueExact());
            }
        }
    }
}
