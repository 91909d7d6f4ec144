package io.sojourn.stream;

import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where customers can stand by a policy, by number: on each ladder the start, then every way in, from the top, then every
 * stage that somebody may have come to by an earlier policy. So what is stored is a byte instead of two texts, and is read
 * by the policy that wrote it only.
 */
final class Numbering {
    private final List<List<Place>> ladders = new ArrayList<>();
    private final List<Mark> marks;
    private final List<Ladder> asked;

    /** A stage of a ladder, and what the way in says that led there; null at the start, and where no way of this
     * policy did. */
    record Place(String ladder, String stage, @Nullable String because) {}

    Numbering(Policy policy) {
        for (Ladder ladder : policy.ladders()) {
            List<Place> places = new ArrayList<>();
            places.add(new Place(ladder.id(), ladder.initial(), null));
            for (Ladder.Stage stage : ladder.stages()) {
                for (Ladder.WayIn way : stage.waysIn()) {
                    places.add(new Place(ladder.id(), stage.id(), way.text()));
                }
            }
            for (Ladder.Stage stage : ladder.stages()) {
                places.add(new Place(ladder.id(), stage.id(), null));
            }
            ladders.add(List.copyOf(places));
        }
        asked = policy.ladders();
        marks = policy.marks();
    }

    int ladders() {
        return ladders.size();
    }

    int marks() {
        return marks.size();
    }

    String mark(int index) {
        return marks.get(index).id();
    }

    /** Whether more than on and off is stored. */
    boolean hasLevels(int mark) {
        return marks.get(mark).canBeSpent() || marks.get(mark).top() > Standing.Marked.ON;
    }

    /** Whether the stage before is stored too. */
    boolean asksPrevious(int ladder) {
        return asked.get(ladder).asksPrevious();
    }

    /**
     * The number of the stage they came from, from 1; 0 where there is none.
     *
     * @throws IllegalArgumentException if the ladder has no such stage
     */
    long previous(int ladder, Standing.Post post) {
        String previous = post.previous();
        if (previous == null) {
            return 0;
        }
        Ladder of = asked.get(ladder);
        return of.stages().indexOf(of.stage(previous)) + 1L;
    }

    /** @throws IllegalArgumentException if the ladder has no stage of this number */
    @Nullable
    String previous(int ladder, long number) {
        List<Ladder.Stage> stages = asked.get(ladder).stages();
        if (number < 0 || number > stages.size()) {
            throw new IllegalArgumentException("stage " + number + " of ladder "
                    + asked.get(ladder).id() + ", which has " + stages.size() + ": it was decided by another policy");
        }
        return number == 0 ? null : stages.get((int) number - 1).id();
    }

    /** @throws IllegalArgumentException if nobody can stand there */
    int number(int ladder, Standing.Post post) {
        List<Place> places = ladders.get(ladder);
        for (int number = 0; number < places.size(); number++) {
            Place place = places.get(number);
            if (place.stage.equals(post.stage())
                    && Objects.equals(place.because, post.because())
                    && place.ladder.equals(post.ladder())) {
                return number;
            }
        }
        throw new IllegalArgumentException("the policy leads nobody to " + post);
    }

    /** @throws IllegalArgumentException if the ladder has no place of this number */
    Place place(int ladder, long number) {
        List<Place> places = ladders.get(ladder);
        if (number < 0 || number >= places.size()) {
            throw new IllegalArgumentException("place " + number + " of ladder " + places.get(0).ladder
                    + ", where the policy has " + places.size() + ": it was decided by another policy");
        }
        return places.get((int) number);
    }
}
