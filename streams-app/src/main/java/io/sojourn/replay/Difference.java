package io.sojourn.replay;

import io.sojourn.replay.Corrections.Superseded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The fewest decisions of one history of a customer to be taken back, and of another to be added, so that the one becomes the
 * other. Both are in the order of time, so what is the same stands at the same instant, and each is compared by itself.
 */
final class Difference {
    private final List<Superseded> superseded = new ArrayList<>();
    private final List<Claim> added = new ArrayList<>();

    /** Where there is hardly ever more than one decision. */
    private record Place(String topic, String subject, long at) {
        static Place of(Claim claim) {
            return new Place(claim.topic(), claim.subject(), claim.at());
        }
    }

    private record Both(List<Superseded> published, List<Claim> sorted) {
        Both() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    static Difference between(List<Superseded> published, List<Claim> sorted) {
        Map<Place, Both> places = new LinkedHashMap<>();
        published.forEach(each -> places.computeIfAbsent(Place.of(each.claim()), place -> new Both())
                .published
                .add(each));
        sorted.forEach(each -> places.computeIfAbsent(Place.of(each), place -> new Both())
                .sorted
                .add(each));
        Difference difference = new Difference();
        places.values().forEach(both -> difference.add(both.published, both.sorted));
        difference.superseded.sort(Comparator.comparingLong(each -> each.claim().at()));
        difference.added.sort(Comparator.comparingLong(Claim::at));
        return difference;
    }

    /** All but a longest sequence that both have. */
    private void add(List<Superseded> published, List<Claim> sorted) {
        int[][] common = common(published, sorted);
        int i = 0;
        int j = 0;
        while (i < published.size() && j < sorted.size()) {
            if (published.get(i).claim().equals(sorted.get(j))) {
                i++;
                j++;
            } else if (common[i + 1][j] >= common[i][j + 1]) {
                superseded.add(published.get(i++));
            } else {
                added.add(sorted.get(j++));
            }
        }
        superseded.addAll(published.subList(i, published.size()));
        added.addAll(sorted.subList(j, sorted.size()));
    }

    /** How long the longest sequence is that both have from each place on. */
    private static int[][] common(List<Superseded> published, List<Claim> sorted) {
        int[][] common = new int[published.size() + 1][sorted.size() + 1];
        for (int i = published.size() - 1; i >= 0; i--) {
            for (int j = sorted.size() - 1; j >= 0; j--) {
                common[i][j] = published.get(i).claim().equals(sorted.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    /** In the order of time. */
    List<Superseded> superseded() {
        return List.copyOf(superseded);
    }

    /** In the order of time. */
    List<Claim> added() {
        return List.copyOf(added);
    }

    boolean isNone() {
        return superseded.isEmpty() && added.isEmpty();
    }

    /** The instant from which on the histories differ. */
    long firstAt() {
        return LongStream.concat(
                        superseded.stream().mapToLong(each -> each.claim().at()),
                        added.stream().mapToLong(Claim::at))
                .min()
                .orElseThrow();
    }
}
