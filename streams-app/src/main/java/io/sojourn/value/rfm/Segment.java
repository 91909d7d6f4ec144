package io.sojourn.value.rfm;

import java.util.List;

/**
 * One named part of a grid: the scores inside any of its areas.
 *
 * @param id lower case, for programs
 * @param en what people read in English
 * @param zh and in Chinese
 */
public record Segment(String id, String en, String zh, List<Area> areas) {
    public Segment {
        areas = List.copyOf(areas);
    }

    /**
     * A segment written short.
     *
     * @param areas each as {@link Area#parse} reads it
     */
    public static Segment of(String id, String en, String zh, String... areas) {
        return new Segment(id, en, zh, List.of(areas).stream().map(Area::parse).toList());
    }

    public boolean holds(RfmScore score) {
        return areas.stream().anyMatch(area -> area.holds(score));
    }
}
