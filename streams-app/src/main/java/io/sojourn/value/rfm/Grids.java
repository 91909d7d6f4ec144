package io.sojourn.value.rfm;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The grids that come with Sojourn; {@code docs/rfm.md} names their sources. */
public final class Grids {
    /** Recency by frequency, ten segments. */
    public static final Grid TEN = new Grid(
            "ten",
            "Ten segments, R by F",
            "十分群（R×F）",
            5,
            List.of(
                    Segment.of("champions", "Champions", "冠军客户", "r5 f4-5"),
                    Segment.of("loyal", "Loyal customers", "忠诚客户", "r3-4 f4-5"),
                    Segment.of("potential-loyalists", "Potential loyalists", "潜在忠诚客户", "r4-5 f2-3"),
                    Segment.of("new", "New customers", "新客户", "r5 f1"),
                    Segment.of("promising", "Promising", "有潜力客户", "r4 f1"),
                    Segment.of("need-attention", "Need attention", "需要关注客户", "r3 f3"),
                    Segment.of("about-to-sleep", "About to sleep", "即将沉睡客户", "r3 f1-2"),
                    Segment.of("at-risk", "At risk", "流失风险客户", "r1-2 f3-4"),
                    Segment.of("cannot-lose", "Can't lose them", "不可失去客户", "r1-2 f5"),
                    Segment.of("hibernating", "Hibernating", "休眠客户", "r1-2 f1-2")),
            null);

    /** Each of R, F and M high (4 or 5, above the middle score) or low. */
    public static final Grid EIGHT = new Grid(
            "eight",
            "Eight classes, R by F by M",
            "八类客户价值模型",
            5,
            List.of(
                    Segment.of("important-value", "Important: value", "重要价值客户", "r4-5 f4-5 m4-5"),
                    Segment.of("important-develop", "Important: develop", "重要发展客户", "r4-5 f1-3 m4-5"),
                    Segment.of("important-keep", "Important: keep", "重要保持客户", "r1-3 f4-5 m4-5"),
                    Segment.of("important-retain", "Important: retain", "重要挽留客户", "r1-3 f1-3 m4-5"),
                    Segment.of("general-value", "General: value", "一般价值客户", "r4-5 f4-5 m1-3"),
                    Segment.of("general-develop", "General: develop", "一般发展客户", "r4-5 f1-3 m1-3"),
                    Segment.of("general-keep", "General: keep", "一般保持客户", "r1-3 f4-5 m1-3"),
                    Segment.of("general-retain", "General: retain", "一般挽留客户", "r1-3 f1-3 m1-3")),
            null);

    /** Shopify's eleven groups: recency by the mean of F and M. */
    public static final Grid SHOPIFY = new Grid(
            "shopify",
            "Eleven groups, as Shopify names them",
            "Shopify 十一分群",
            5,
            List.of(
                    Segment.of("champions", "Champions", "冠军客户", "r5 f+m8-10"),
                    Segment.of("loyal", "Loyal", "忠诚客户", "r3-4 f+m8-10"),
                    Segment.of("active", "Active", "活跃客户", "r4-5 f+m5-7"),
                    Segment.of("new", "New", "新客户", "r5 f+m2-4"),
                    Segment.of("promising", "Promising", "有潜力客户", "r4 f+m2-4"),
                    Segment.of("needs-attention", "Needs attention", "需要关注客户", "r3 f+m5-7"),
                    Segment.of("almost-lost", "Almost lost", "即将流失客户", "r2-3 f+m2-4"),
                    Segment.of("at-risk", "At risk", "流失风险客户", "r1-2 f+m5-7"),
                    Segment.of("previously-loyal", "Previously loyal", "曾经忠诚客户", "r1-2 f+m8-10"),
                    Segment.of("dormant", "Dormant", "沉默客户", "r1 f+m2-4")),
            Segment.of("prospects", "Prospects", "潜在客户"));

    /** Klaviyo's six groups, on scales from 1 to 3. */
    public static final Grid KLAVIYO = new Grid(
            "klaviyo",
            "Six groups, as Klaviyo names them",
            "Klaviyo 六分群",
            3,
            List.of(
                    Segment.of("champions", "Champions", "冠军客户", "r3 f3 m2-3", "r3 f2 m3"),
                    Segment.of("loyal", "Loyal", "忠诚客户", "r3 f2 m1-2", "r3 f3 m1", "r2 f3 m2-3"),
                    Segment.of("recent", "Recent", "近期客户", "r3 f1"),
                    Segment.of("needs-attention", "Needs attention", "需要关注客户", "r2 f2", "r2 f3 m1"),
                    Segment.of("at-risk", "At risk", "流失风险客户", "r2 f1", "r1 f2-3 m2-3"),
                    Segment.of("inactive", "Inactive", "不活跃客户", "r1 f1", "r1 f2-3 m1")),
            null);

    public static final List<Grid> ALL = List.of(TEN, EIGHT, SHOPIFY, KLAVIYO);

    private Grids() {}

    /** A policy's own, then those that come with Sojourn. */
    public static List<Grid> with(List<Grid> own) {
        return Stream.concat(own.stream(), ALL.stream()).toList();
    }

    public static Optional<Grid> named(String id) {
        return ALL.stream().filter(grid -> grid.id().equals(id)).findFirst();
    }
}
