package io.sojourn.dev.shop;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.random.RandomDataGenerator;
import org.hipparchus.random.Well512a;

/**
 * One stream of draws, a function of the shop's seed, a purpose and a number: whoever draws from one never moves another.
 *
 * <p>The distributions are Hipparchus', whose elementary functions are pure Java arithmetic: unlike {@link Math}'s they
 * give the same bits on every machine.
 */
final class Chance {
    /** What a stream is for; the salts keep streams of equal numbers apart. */
    enum Purpose {
        ARRIVALS(0x5bd1e9955bd1e995L),
        SALES(0x2545f4914f6cdd1dL),
        PURCHASES(0x6c62272e07bb0142L),
        SCENES(0x1b873593cc9e2d51L),
        GUESTS(0x38b34ae5a1e38b93L);

        private final long salt;

        Purpose(long salt) {
            this.salt = salt;
        }
    }

    private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();
    /** A thousand years: gamma laws give rates so near zero that the wait would overflow. */
    private static final double LONGEST_DAYS = 365_000;

    private final RandomDataGenerator draws;

    Chance(long seed, Purpose purpose, long number) {
        // Two rounds of SplittableRandom's mixing: neighbouring numbers must not give neighbouring streams.
        var root = new SplittableRandom(seed ^ purpose.salt).nextLong();
        this.draws = RandomDataGenerator.of(new Well512a(new SplittableRandom(root + number).nextLong()));
    }

    boolean happens(double probability) {
        return draws.nextDouble() < probability;
    }

    double gamma(GammaLaw law) {
        return draws.nextGamma(law.shape(), 1 / law.rate());
    }

    double beta(BetaLaw law) {
        return draws.nextBeta(law.a(), law.b());
    }

    int poisson(double mean) {
        return mean > 0 ? draws.nextPoisson(mean) : 0;
    }

    /** The wait, in milliseconds, for the next of events that come {@code perDay} times a day. */
    long waitMillis(double perDay) {
        return Math.round(Math.min(LONGEST_DAYS, draws.nextExponential(1 / perDay)) * MILLIS_PER_DAY);
    }

    /** An exponential span around {@code mean}. */
    long around(Duration mean) {
        return Math.round(draws.nextExponential((double) mean.toMillis()));
    }

    /** Any millisecond of [from, to]. */
    long between(long from, long to) {
        return from + Math.round(draws.nextDouble() * (to - from));
    }

    long between(Duration least, Duration most) {
        return between(least.toMillis(), most.toMillis());
    }

    /** Between 0 inclusive and 1 exclusive. */
    double share() {
        return draws.nextDouble();
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(draws.nextInt(choices.size()));
    }
}
