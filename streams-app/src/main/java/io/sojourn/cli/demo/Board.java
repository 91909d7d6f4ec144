package io.sojourn.cli.demo;

import static org.jline.utils.AttributedStyle.BOLD;
import static org.jline.utils.AttributedStyle.CYAN;
import static org.jline.utils.AttributedStyle.DEFAULT;
import static org.jline.utils.AttributedStyle.GREEN;
import static org.jline.utils.AttributedStyle.RED;
import static org.jline.utils.AttributedStyle.YELLOW;

import io.sojourn.cli.demo.Headline.Sign;
import io.sojourn.policy.Ladder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** Draws a {@link Picture} as the lines of a terminal of some width and height; the same picture gives the same lines. */
final class Board {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final AttributedStyle FAINT = DEFAULT.faint();
    private static final int BAR = 30;
    /** From this width on there is room for both languages and the reason. */
    private static final int BILINGUAL = 110;

    private final int width;
    private final List<AttributedString> lines = new ArrayList<>();

    private Board(int width) {
        this.width = width;
    }

    /** At most {@code height} lines, none wider than {@code width} columns. */
    static List<AttributedString> draw(Picture picture, int width, int height) {
        var board = new Board(width);
        board.heading(picture);
        picture.policy().ladders().forEach(ladder -> board.ladder(ladder, picture));
        var footing = new Board(width);
        footing.footing(picture);
        board.latest(picture, height - board.lines.size() - footing.lines.size());
        board.lines.addAll(footing.lines);
        return List.copyOf(board.lines.subList(0, Math.min(height, board.lines.size())));
    }

    private void heading(Picture picture) {
        add(line().style(BOLD).append("Sojourn demo ").style(DEFAULT).append(picture.doing()));
        add(line().style(FAINT)
                .append(TIME.format(picture.at()).substring(0, 8))
                .append(" UTC · up ")
                .append(Spans.show(picture.up()))
                .append(" · clock " + zh("时钟 "))
                .append(clock(picture.clockAge()))
                .append(String.format(
                        " · %,d live events%s, %.0f/s", picture.liveEvents(), zh(" 事件"), picture.eventsPerSecond())));
        if (picture.trouble() != null) {
            add(line().style(DEFAULT.foreground(RED)).append(picture.trouble()));
        }
        add(line());
    }

    /** While history comes in the ledger's time is that of the past; its age would mean nothing. */
    private static String clock(@Nullable Duration age) {
        return age == null || age.toDays() > 0 ? "held by the import" : Spans.show(age) + " behind";
    }

    private void ladder(Ladder ladder, Picture picture) {
        var stages = picture.population().getOrDefault(ladder.id(), Map.of());
        var all = Math.max(1, picture.customers(ladder.id()));
        add(line().style(BOLD)
                .append(ladder.title().toString())
                .style(DEFAULT)
                .append(String.format("  %,d customers 客户", picture.customers(ladder.id()))));
        for (var stage : Picture.journey(ladder)) {
            long count = stages.getOrDefault(stage.id(), 0L);
            add(line().append("  ")
                    .append(padded(stage.title().toString(), 20))
                    .append(String.format("%,8d  ", count))
                    .style(DEFAULT.foreground(CYAN))
                    .append("█".repeat((int) Math.ceil((double) BAR * count / all))));
        }
        add(line());
    }

    private void latest(Picture picture, int room) {
        var news = picture.news();
        add(line().style(BOLD)
                .append("Live decisions " + zh("实时决策 "))
                .style(DEFAULT)
                .append(String.format(
                        " %,d changes%s, %,d by silence alone%s · %,d warnings%s, %,d open",
                        news.liveChanges(),
                        zh(" 变化"),
                        news.liveSilences(),
                        zh(" 沉默所致"),
                        news.liveWarnings(),
                        zh(" 预警"),
                        news.warningsOpen()))
                .append(marks(picture)));
        for (var headline : news.latest()
                .subList(0, Math.min(Math.max(0, room - 1), news.latest().size()))) {
            add(headline(headline));
        }
    }

    private String marks(Picture picture) {
        var tags = picture.policy().tags().isEmpty()
                ? ""
                : String.format(" · %,d tag changes%s", picture.news().liveTags(), zh(" 标签变化"));
        return picture.policy().careMoments().isEmpty()
                ? tags
                : tags + String.format(" · %,d care moments%s", picture.news().liveCare(), zh(" 跟进时机"));
    }

    /** {@code 18:03:11.042 +412 ms  c-002811  ! Active → Dormant 沉默客户  silence('order') >= 90d (is 90d)}. */
    private AttributedStringBuilder headline(Headline headline) {
        return line().append("  ")
                .append(TIME.format(headline.effectiveAt()))
                .style(FAINT)
                .append(padded(" +" + Spans.show(headline.latency()), 10))
                .style(DEFAULT)
                .append(padded(headline.customerId(), 10))
                .style(DEFAULT.foreground(headline.sign() == Sign.RAISED ? RED : GREEN))
                .append(headline.sign().text + " ")
                .style(headline.bySilence() ? DEFAULT.foreground(YELLOW) : DEFAULT)
                .append(padded(headline.what() + zh(" " + headline.whatZh()), width < BILINGUAL ? 21 : 31))
                .style(FAINT)
                .append(headline.why());
    }

    private void footing(Picture picture) {
        var addresses = picture.addresses();
        add(line());
        add(
                line().style(FAINT)
                        .append(
                                "Left: when it became true, and how much later known.  ! warning raised ✓ cleared + tag - gone * care"));
        add(line().append("Open ")
                .style(BOLD)
                .append(addresses.api() + example(picture))
                .style(DEFAULT)
                .append("  /stages  /metrics  /openapi.yaml"));
        add(line().append("Kafka " + addresses.broker() + "  Registry " + addresses.registry() + "  ")
                .style(FAINT)
                .append("Ctrl-C ends 结束"));
        addresses.order().forEach(part -> add(line().append(part)));
    }

    private static String example(Picture picture) {
        var latest = picture.news().latest();
        return latest.isEmpty() ? "" : "/customers/" + latest.get(0).customerId();
    }

    /** The second language, where there is room for it. */
    private String zh(String text) {
        return width < BILINGUAL ? "" : text;
    }

    private static AttributedStringBuilder line() {
        return new AttributedStringBuilder();
    }

    private void add(AttributedStringBuilder line) {
        lines.add(line.toAttributedString().columnSubSequence(0, width));
    }

    /** Chinese characters are two columns wide. */
    static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(1, columns - new AttributedString(text).columnLength()));
    }
}
