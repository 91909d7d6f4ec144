package io.sojourn.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.customer.Trail.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A trail is a sorted list of steps, whatever it shares with the trails it grew from. */
class TrailTest {
    /** A trail and what it must be. */
    private record Version(Trail trail, List<Step> model) {
        Version plus(Step step) {
            List<Step> longer = new ArrayList<>(model);
            int index =
                    (int) model.stream().filter(each -> each.at() <= step.at()).count();
            longer.add(index, step);
            return new Version(trail.plus(step), longer);
        }

        Version with(int index, Step step) {
            List<Step> changed = new ArrayList<>(model);
            changed.set(index, step);
            return new Version(trail.with(index, step), changed);
        }

        Version without(int index) {
            List<Step> fewer = new ArrayList<>(model);
            fewer.remove(index);
            return new Version(trail.without(index), fewer);
        }

        Version latest(int keep) {
            int from = Math.max(0, model.size() - keep);
            return new Version(trail.latest(keep), new ArrayList<>(model.subList(from, model.size())));
        }

        void check(String story, SplittableRandom random) {
            assertThat(steps(trail)).as(story).isEqualTo(model);
            int from = random.nextInt(model.size() + 1);
            int to = random.nextInt(from, model.size() + 1);
            List<Step> stretch = model.subList(from, to);
            assertThat(trail.amount(from, to))
                    .as(story)
                    .isEqualTo(stretch.stream().mapToLong(Step::amount).sum());
            assertThat(trail.off(from, to))
                    .as(story)
                    .isEqualTo(stretch.stream().mapToLong(Step::off).sum());
            long instant = random.nextLong(-5, 2_005);
            assertThat(trail.countUpTo(instant)).as(story).isEqualTo((int)
                    model.stream().filter(each -> each.at() <= instant).count());
            long id = random.nextLong(40);
            assertThat(trail.indexOf(id))
                    .as(story)
                    .isEqualTo(model.stream().map(Step::id).toList().lastIndexOf(id));
        }
    }

    private static List<Step> steps(Trail trail) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < trail.size(); i++) {
            steps.add(trail.step(i));
        }
        return steps;
    }

    @Test
    void every_version_stays_what_it_was_whatever_grows_from_it() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Version> versions = new ArrayList<>();
            versions.add(new Version(Trail.EMPTY, List.of()));
            for (int i = 0; i < 60; i++) {
                versions.add(grown(versions.get(random.nextInt(versions.size())), random));
            }
            for (int i = 0; i < versions.size(); i++) {
                versions.get(i).check("seed " + seed + ", version " + i, random);
            }
        }
    }

    @Test
    void long_trails_that_share_their_rows_find_their_own_steps_only() {
        for (int seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Version> versions = new ArrayList<>();
            Version longest = new Version(Trail.EMPTY, List.of());
            for (int i = 0; i < 700; i++) {
                longest = longest.plus(new Step(i, random.nextLong(400), i, 0));
                versions.add(longest);
                if (random.nextInt(20) == 0) {
                    versions.add(grown(versions.get(random.nextInt(versions.size())), random));
                }
            }
            for (Version version : versions) {
                for (int i = 0; i < 4; i++) {
                    long id = random.nextLong(400);
                    assertThat(version.trail.indexOf(id))
                            .as("seed %d, size %d, id %d", seed, version.model.size(), id)
                            .isEqualTo(version.model.stream()
                                    .map(Step::id)
                                    .toList()
                                    .lastIndexOf(id));
                }
            }
        }
    }

    @Test
    void very_long_trails_stay_what_they_were_however_far_back_they_are_changed() {
        for (int seed = 0; seed < 6; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Version newest = new Version(Trail.EMPTY, List.of());
            List<Version> versions = new ArrayList<>(List.of(newest));
            for (int i = 0; i < 3_000; i++) {
                newest = random.nextInt(100) == 0 ? grown(newest, random) : appended(newest, i);
                if (random.nextInt(60) == 0) {
                    versions.add(newest);
                    versions.add(grown(newest, random));
                }
                if (random.nextInt(300) == 0) {
                    // From here two trails go on, and each settles for itself.
                    Version branch = versions.get(random.nextInt(versions.size()));
                    for (int j = 0; j < 1_200; j++) {
                        branch = appended(branch, 7 * j);
                    }
                    versions.add(branch);
                }
            }
            for (int i = 0; i < versions.size(); i++) {
                versions.get(i).check("seed " + seed + ", version " + i, random);
                Version other = versions.get(random.nextInt(versions.size()));
                int from = random.nextInt(1 + Math.min(versions.get(i).model.size(), other.model.size()));
                assertThat(versions.get(i).trail.firstDifference(other.trail, from))
                        .isEqualTo(firstDifference(versions.get(i).model, other.model, from));
            }
        }
    }

    private static Version appended(Version version, int number) {
        int size = version.model.size();
        long at = size == 0 ? 0 : version.model.get(size - 1).at() + number % 2;
        List<Step> longer = new ArrayList<>(version.model);
        Step step = new Step(at, number, number, number % 50 == 0 ? 3 : 0);
        longer.add(step);
        return new Version(version.trail.plus(step), longer);
    }

    private static int firstDifference(List<Step> one, List<Step> other, int from) {
        int index = from;
        while (index < Math.min(one.size(), other.size()) && one.get(index).equals(other.get(index))) {
            index++;
        }
        return index;
    }

    @Test
    void sums_over_long_stretches_hold_for_every_version_that_shares_its_rows() {
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Version> versions = new ArrayList<>(List.of(new Version(Trail.EMPTY, List.of())));
            for (int i = 0; i < 150; i++) {
                Version longest = versions.get(versions.size() - 1);
                long amount = i < 60 ? 0 : random.nextLong(-100, 100);
                versions.add(longest.plus(new Step(i, random.nextLong(400), amount, random.nextInt(3))));
                if (random.nextInt(4) == 0) {
                    versions.add(grown(versions.get(random.nextInt(versions.size())), random));
                }
                versions.get(random.nextInt(versions.size())).check("seed " + seed + ", step " + i, random);
            }
            versions.forEach(version -> version.check("a version of size " + version.model.size(), random));
        }
    }

    @Test
    void ready_rows_are_the_trail_that_grew_step_by_step() {
        SplittableRandom random = new SplittableRandom(7);
        for (int size : new int[] {0, 1, 10, 33, 300}) {
            Version version = new Version(Trail.EMPTY, List.of());
            for (int i = 0; i < size; i++) {
                version = version.plus(new Step(i / 2, random.nextLong(400), random.nextLong(100), 0));
            }
            Trail ready = Trail.of(
                    version.model.stream().mapToLong(Step::at).toArray(),
                    version.model.stream().mapToLong(Step::id).toArray(),
                    version.model.stream().mapToLong(Step::amount).toArray(),
                    new long[0]);
            assertThat(ready).isEqualTo(version.trail);
            Version same = new Version(ready, version.model);
            for (int i = 0; i < 20; i++) {
                same.check("of " + size, random);
                same = grown(same, random);
            }
        }
        assertThat(Trail.of(new long[0], new long[0], new long[0], new long[0])).isSameAs(Trail.EMPTY);
        assertThatThrownBy(() -> Trail.of(new long[] {2, 1}, new long[2], new long[0], new long[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Version grown(Version from, SplittableRandom random) {
        int size = from.model.size();
        int dice = random.nextInt(10);
        if (size == 0 || dice < 6) {
            boolean atTheEnd = size > 0 && dice < 4;
            long at = atTheEnd ? from.model.get(size - 1).at() + random.nextLong(3) : random.nextLong(2_000);
            return from.plus(new Step(at, random.nextLong(40), random.nextLong(100), random.nextLong(10)));
        }
        int index = random.nextInt(size);
        return switch (dice) {
            case 6, 7 -> from.without(index);
            case 8 ->
                from.with(index, new Step(from.model.get(index).at(), random.nextLong(40), random.nextLong(100), 1));
            default -> from.latest(random.nextInt(size + 2));
        };
    }

    @Test
    void two_trails_that_grow_from_one_do_not_see_each_other() {
        Trail one = Trail.EMPTY
                .plus(new Step(1, 1, 10, 0))
                .plus(new Step(2, 2, 10, 0))
                .plus(new Step(3, 3, 10, 0));
        Trail left = one.plus(new Step(4, 4, 1, 0));
        Trail right = one.plus(new Step(4, 5, 2, 0));
        assertThat(left.step(3).id()).isEqualTo(4);
        assertThat(right.step(3).id()).isEqualTo(5);
        assertThat(left.amount(0, 4)).isEqualTo(31);
        assertThat(right.amount(0, 4)).isEqualTo(32);
        assertThat(one.size()).isEqualTo(3);
        assertThat(one.indexOf(4)).isEqualTo(-1);
        assertThat(left.indexOf(5)).isEqualTo(-1);
    }

    @Test
    void trails_of_the_same_steps_are_equal_however_they_came_about() {
        Trail there = Trail.EMPTY.plus(new Step(1, 1, 10, 0)).plus(new Step(2, 2, 20, 5));
        Trail elsewhere = Trail.EMPTY
                .plus(new Step(2, 2, 20, 0))
                .plus(new Step(3, 3, 30, 0))
                .plus(new Step(1, 1, 10, 0))
                .without(2)
                .with(1, new Step(2, 2, 20, 5));
        assertThat(elsewhere).isEqualTo(there).hasSameHashCodeAs(there);
        assertThat(elsewhere).isNotEqualTo(there.plus(new Step(3, 3, 0, 0)));
        assertThat(there).hasToString("[Step[at=1, id=1, amount=10, off=0], Step[at=2, id=2, amount=20, off=5]]");
    }

    @Test
    void what_is_not_on_the_trail_cannot_be_asked_for_or_replaced() {
        Trail one = Trail.EMPTY.plus(new Step(1, 1, 10, 0));
        Trail longer = one.plus(new Step(2, 2, 10, 0));
        assertThat(longer.size()).isEqualTo(2);
        assertThatThrownBy(() -> one.step(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> one.without(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> one.with(0, new Step(2, 1, 10, 0))).isInstanceOf(IllegalArgumentException.class);
    }
}
