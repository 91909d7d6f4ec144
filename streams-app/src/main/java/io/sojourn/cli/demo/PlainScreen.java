package io.sojourn.cli.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;

/** A pipe or a file: each live decision is a line, and now and then a line says how things stand. */
final class PlainScreen implements Screen {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final Duration HOW_THINGS_STAND_EVERY = Duration.ofSeconds(10);

    private final PrintWriter out;
    private Instant lastShown = Instant.MIN;

    PlainScreen(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public synchronized void begin(String line) {
        out.print(line);
        out.flush();
    }

    @Override
    public synchronized void show(Picture picture) {
        if (lastShown.plus(HOW_THINGS_STAND_EVERY).isAfter(picture.at())) {
            return;
        }
        lastShown = picture.at();
        if (picture.policy().ladders().isEmpty()) {
            say("  " + picture.doing());
        }
        for (var ladder : picture.policy().ladders()) {
            var stages = picture.population().getOrDefault(ladder.id(), Map.of());
            say("  " + picture.doing() + " · "
                    + Picture.journey(ladder).stream()
                            .map(stage -> stage.title().en() + " " + stages.getOrDefault(stage.id(), 0L))
                            .collect(Collectors.joining(", ")));
        }
        if (picture.trouble() != null) {
            say("  " + picture.trouble());
        }
    }

    @Override
    public void tell(Headline headline) {
        say(TIME.format(headline.effectiveAt())
                + Board.padded(" +" + Spans.show(headline.latency()), 10)
                + Board.padded(headline.customerId(), 10)
                + Board.padded(headline.sign().text + " " + headline.what() + " " + headline.whatZh(), 34)
                + headline.why());
    }

    @Override
    public void close() {
        out.flush();
    }
}
