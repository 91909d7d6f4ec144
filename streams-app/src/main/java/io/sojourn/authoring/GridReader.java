package io.sojourn.authoring;

import io.sojourn.policy.Title;
import io.sojourn.value.rfm.Area;
import io.sojourn.value.rfm.CutPoints;
import io.sojourn.value.rfm.Grid;
import io.sojourn.value.rfm.Grids;
import io.sojourn.value.rfm.Segment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The section {@code grids}: names of one's own for the scores that the file's cut-points give. */
final class GridReader {
    private static final List<String> GRID = List.of("id", "title", "segments", "never-ordered");
    private static final List<String> SEGMENT = List.of("id", "title", "scores");
    private static final List<String> NEVER_ORDERED = List.of("id", "title");
    /** A grid can be wrong in each of its scores. */
    private static final int SHOWN = 5;

    private final Source source;
    private final PolicyReader policy;

    GridReader(Source source, PolicyReader policy) {
        this.source = source;
        this.policy = policy;
    }

    /** @param cutPoints whose scores have names; null where they are missing or refused */
    List<Grid> read(Section top, @Nullable CutPoints cutPoints) {
        List<Grid> grids = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Section section : top.sections("grids", "a grid", GRID)) {
            String id = policy.id(section, "id");
            Title title = policy.title(section, true);
            if (Grids.named(id).isPresent() || !ids.add(id)) {
                source.refuse(section.at("id"), "there is a grid `" + id + "` already");
            }
            List<Segment> segments = segments(section);
            Segment neverOrdered = neverOrdered(section, segments);
            if (cutPoints != null) {
                List<String> flaws = Grid.flaws(cutPoints.top(), segments);
                if (flaws.isEmpty()) {
                    grids.add(new Grid(id, title.en(), title.zh(), cutPoints.top(), segments, neverOrdered));
                } else {
                    source.refuse(section.node(), "grid `" + id + "` is no partition: " + shown(flaws));
                }
            } else if (!top.has("cutpoints")) {
                source.refuse(section.node(), "a grid names the scores of `cutpoints`, which this file does not have");
            }
        }
        return List.copyOf(grids);
    }

    private List<Segment> segments(Section grid) {
        List<Segment> segments = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<Title> titles = new HashSet<>();
        for (Section section : grid.sections("segments", "a segment", SEGMENT)) {
            String id = policy.id(section, "id");
            Title title = policy.title(section, true);
            if (!ids.add(id)) {
                source.refuse(section.at("id"), "two segments of this grid are called `" + id + "`");
            }
            if (!titles.add(title)) {
                source.refuse(section.node(), "two segments of this grid are titled `" + title + "`");
            }
            segments.add(new Segment(id, title.en(), title.zh(), areas(section)));
        }
        return segments;
    }

    private List<Area> areas(Section segment) {
        List<Area> areas = new ArrayList<>();
        for (ScalarNode each : segment.texts("scores")) {
            try {
                areas.add(Area.parse(each.getValue()));
            } catch (IllegalArgumentException wrong) {
                source.refuse(each, wrong.getMessage() + "; scores are written r4-5 f1, m5 or r3 f+m8-10");
            }
        }
        return areas;
    }

    private @Nullable Segment neverOrdered(Section grid, List<Segment> segments) {
        Section section = grid.section("never-ordered", "`never-ordered`", NEVER_ORDERED);
        if (section == null) {
            return null;
        }
        String id = policy.id(section, "id");
        Title title = policy.title(section, true);
        if (segments.stream().anyMatch(each -> each.id().equals(id))) {
            source.refuse(section.at("id"), "two segments of this grid are called `" + id + "`");
        }
        return new Segment(id, title.en(), title.zh(), List.of());
    }

    private static String shown(List<String> flaws) {
        String first = String.join("; ", flaws.subList(0, Math.min(SHOWN, flaws.size())));
        return flaws.size() <= SHOWN ? first : first + "; and " + (flaws.size() - SHOWN) + " more";
    }
}
