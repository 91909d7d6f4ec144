package io.sojourn.cli.demo;

import io.sojourn.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What there was to be seen, in a few lines.
 *
 * @param past events of the shop's history
 * @param pastTook from the first of them to the last decision about them; null if it was not waited for
 * @param live how long live traffic was shown
 */
record Summary(
        DemoPlan plan,
        long past,
        @Nullable Duration pastTook,
        Duration live,
        long sent,
        long acknowledged,
        News.Digest news,
        Policy policy,
        Map<String, Map<String, Long>> population,
        @Nullable String trouble) {

    private String marks() {
        return policy.tags().isEmpty() && policy.careMoments().isEmpty()
                ? ""
                : String.format(", %,d tag changes, %,d care moments", news.liveTags(), news.liveCare());
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(String.format(
                "Sojourn demo, seed %d, ended after %s of live traffic 演示结束", plan.seed(), Spans.show(live)));
        if (pastTook == null) {
            lines.add("  history    broken off before all of it was decided about");
        } else {
            lines.add(String.format(
                    "  history    %,d events of %,d days imported and decided about in %s, %,.0f/s: %,d changes of stage",
                    past,
                    plan.days(),
                    Spans.show(pastTook),
                    past / Math.max(0.001, pastTook.toMillis() / 1000.0),
                    news.changes() - news.liveChanges()));
        }
        lines.add(String.format(
                "  live       %,d events sent, %,d acknowledged: %,d changes of stage, %,d churn warnings%s; %,d by silence alone",
                sent, acknowledged, news.liveChanges(), news.liveWarnings(), marks(), news.liveSilences()));
        if (!news.latencies().isEmpty()) {
            lines.add(String.format(
                    "  silence    dated to the millisecond, known %s later in the median and %s at worst (%,d watched)",
                    Spans.show(news.medianLatency()),
                    Spans.show(news.worstLatency()),
                    news.latencies().size()));
        }
        for (var ladder : policy.ladders()) {
            var stages = population.getOrDefault(ladder.id(), Map.of());
            lines.add("  now        "
                    + Picture.journey(ladder).stream()
                            .map(stage ->
                                    String.format("%s %,d", stage.title().en(), stages.getOrDefault(stage.id(), 0L)))
                            .collect(Collectors.joining(", ")));
        }
        if (trouble != null) {
            lines.add("  trouble    " + trouble);
        }
        return lines;
    }
}
