package io.sojourn.stream;

import io.sojourn.customer.ActivityKind;
import io.sojourn.customer.CustomerId;
import io.sojourn.customer.Engagements;
import io.sojourn.customer.Facts;
import io.sojourn.customer.Profile;
import io.sojourn.customer.Purchases;
import io.sojourn.customer.Recent;
import io.sojourn.customer.Tickets;
import io.sojourn.customer.Trail;
import io.sojourn.lifecycle.Chain;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Policy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Standings no history leads to: what can be stored at all, with the edges of every number more often than not. */
final class AnyStanding {
    private static final long NOW = 1_700_000_000_123L;
    private static final long[] EDGES = {
        Long.MIN_VALUE, Long.MIN_VALUE + 1, -NOW, -1, 0, 1, NOW, Long.MAX_VALUE - 1, Long.MAX_VALUE
    };

    private final Policy policy;
    private final SplittableRandom random;

    AnyStanding(Policy policy, long seed) {
        this.policy = policy;
        random = new SplittableRandom(seed);
    }

    Remembered next(int mostOrders) {
        List<Standing.Post> posts = policy.ladders().stream().map(this::post).toList();
        List<Standing.Marked> marks = policy.marks().stream()
                .map(each -> new Standing.Marked(each.id(), level(each), instant(), ordinal()))
                .toList();
        Standing standing = new Standing(
                new CustomerId("c" + random.nextInt()),
                facts(mostOrders),
                posts,
                marks,
                instant(),
                instant(),
                instant(),
                new Chain(random.nextLong(), random.nextLong()));
        return new Remembered(standing, instant());
    }

    private int level(Mark mark) {
        return random.nextInt(mark.canBeSpent() ? Standing.Marked.SPENT : Standing.Marked.OFF, mark.top() + 1);
    }

    private Standing.Post post(Ladder ladder) {
        List<Standing.Post> all = new ArrayList<>();
        all.add(new Standing.Post(ladder.id(), ladder.initial(), instant(), ordinal(), null));
        for (Ladder.Stage stage : ladder.stages()) {
            stage.waysIn()
                    .forEach(way ->
                            all.add(new Standing.Post(ladder.id(), stage.id(), instant(), ordinal(), way.text())));
        }
        return all.get(random.nextInt(all.size()));
    }

    private Facts facts(int mostOrders) {
        return new Facts(
                instant(),
                new Profile(instant(), several(() -> new Profile.Attribute(text(), text(), instant()))),
                random.nextBoolean() ? null : text(),
                random.nextBoolean() ? null : text(),
                new Purchases(trail(mostOrders), trail(few()), trail(few()), waiting()),
                recent(),
                recent(),
                new Engagements(recent(), several(() -> new Engagements.Kind(text(), recent()))),
                new Tickets(trail(few()), ordinal()),
                random.nextBoolean() ? Facts.NEVER_HAPPENED : instant());
    }

    private Recent recent() {
        return new Recent(trail(few()), ordinal());
    }

    private <T> List<T> several(Supplier<T> one) {
        return IntStream.range(0, few()).mapToObj(i -> one.get()).toList();
    }

    private List<Purchases.Waiting> waiting() {
        List<ActivityKind> kinds = List.of(ActivityKind.ORDER_UPDATE, ActivityKind.REFUND, ActivityKind.CANCELLATION);
        return several(() -> new Purchases.Waiting(id(), kinds.get(random.nextInt(3)), instant(), number()));
    }

    private Trail trail(int most) {
        int size = random.nextInt(most + 1);
        long unit = new long[] {1, 100, 1_000, 10_000, 60_000, 86_400_000}[random.nextInt(6)];
        long[] ats = random.nextInt(4) == 0
                ? filled(size, this::instant)
                : filled(size, () -> NOW + unit * random.nextLong(2_000));
        Arrays.sort(ats);
        long[] offs = random.nextBoolean() ? new long[size] : filled(size, () -> random.nextInt(5) == 0 ? number() : 0);
        return Trail.of(ats, filled(size, this::id), amounts(size), offs);
    }

    private long[] amounts(int size) {
        long unit = new long[] {0, 1, 100, 10_000}[random.nextInt(4)];
        return random.nextInt(4) == 0
                ? filled(size, this::number)
                : filled(size, () -> unit * random.nextLong(1L << random.nextInt(1, 40)));
    }

    private static long[] filled(int size, LongSupplier number) {
        long[] numbers = new long[size];
        Arrays.setAll(numbers, i -> number.getAsLong());
        return numbers;
    }

    private String text() {
        String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> "USD";
            case 2 -> uuid.toUpperCase(Locale.ROOT);
            case 3 -> uuid.replace('-', '_');
            case 4 -> uuid.substring(1) + "g";
            case 5 -> "订单-" + number();
            default -> uuid;
        };
    }

    private int few() {
        return random.nextBoolean() ? 0 : random.nextInt(6);
    }

    private long id() {
        return random.nextLong(1L << 48);
    }

    private int ordinal() {
        return random.nextBoolean() ? random.nextInt(20) : (int) number();
    }

    private long instant() {
        return random.nextBoolean() ? NOW + random.nextInt() : number();
    }

    private long number() {
        return random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : random.nextLong() >> random.nextInt(64);
    }
}
