package io.sojourn;

import io.sojourn.RefusedSettings.Problem;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns texts into values; notes what does not fit and goes on, so that all problems are told at once. */
final class SettingsReader {

    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*(B|KB|MB|GB|TB|KIB|MIB|GIB|TIB)?");
    private static final Map<String, Long> SIZES = Map.of(
            "B",
            1L,
            "KB",
            1_000L,
            "MB",
            1_000_000L,
            "GB",
            1_000_000_000L,
            "TB",
            1_000_000_000_000L,
            "KIB",
            1L << 10,
            "MIB",
            1L << 20,
            "GIB",
            1L << 30,
            "TIB",
            1L << 40);
    private static final Map<String, Duration> SPANS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private final Map<String, EffectiveSetting> effective = new HashMap<>();
    private final List<Problem> problems;

    SettingsReader(SettingsSource source) {
        source.effective().forEach(e -> effective.put(e.key(), e));
        problems = new ArrayList<>(source.problems());
    }

    String text(Setting setting) {
        return given(setting).value();
    }

    String matching(Setting setting, String pattern) {
        return parse(setting, text -> fits(text.matches(pattern), text));
    }

    /** Names out of those known, with commas between them; in the order of those known, none at all if empty. */
    List<String> names(Setting setting, List<String> known) {
        return parse(setting, text -> {
            var named = Stream.of(text.split(",", -1))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
            fits(known.containsAll(named), text);
            return known.stream().filter(named::contains).toList();
        });
    }

    String currency(Setting setting) {
        return parse(setting, text -> java.util.Currency.getInstance(text).getCurrencyCode());
    }

    Path folder(Setting setting) {
        return parse(setting, text -> Path.of(fits(!text.isBlank(), text)));
    }

    int integer(Setting setting, int least, int most) {
        return (int) number(setting, least, most);
    }

    long number(Setting setting, long least, long most) {
        return parse(setting, text -> {
            // Accepts the underscores people write in large numbers: 1_000_000.
            long value = Long.parseLong(text.replace("_", ""));
            return fits(value >= least && value <= most, value);
        });
    }

    Duration duration(Setting setting, Duration least, Duration most) {
        return parse(setting, text -> {
            var value = durationOf(text);
            return fits(value.compareTo(least) >= 0 && value.compareTo(most) <= 0, value);
        });
    }

    long size(Setting setting, long least, long most) {
        return parse(setting, text -> {
            var parts = SIZE.matcher(text.replace("_", "").toUpperCase(Locale.ROOT));
            fits(parts.matches(), text);
            var unit = parts.group(2) == null ? "B" : parts.group(2);
            long value = new BigDecimal(parts.group(1))
                    .multiply(BigDecimal.valueOf(SIZES.getOrDefault(unit, 1L)))
                    .longValueExact();
            return fits(value >= least && value <= most, value);
        });
    }

    /** Notes a problem with the setting of this key. */
    void refuse(EffectiveSetting setting, String advice) {
        problems.add(new Problem(setting.key(), setting.shown(), setting.origin(), advice));
    }

    /** Ends the reading: refuses if anything was wrong. */
    void finish() {
        if (!problems.isEmpty()) {
            throw new RefusedSettings(problems);
        }
    }

    private EffectiveSetting given(Setting setting) {
        var found = effective.get(setting.key());
        return found != null ? found : new EffectiveSetting(setting.key(), setting.byDefault(), "default", false);
    }

    private <T> T parse(Setting setting, Function<String, T> parser) {
        var given = given(setting);
        try {
            return parser.apply(given.value());
        } catch (IllegalArgumentException | ArithmeticException e) {
            refuse(given, "Not usable: give " + setting.accepts() + exampleOf(setting) + ".");
            // Stands in until all settings are read; finish() refuses.
            return parser.apply(setting.byDefault());
        }
    }

    private static String exampleOf(Setting setting) {
        return setting.byDefault().isEmpty() ? "" : ", such as " + setting.byDefault();
    }

    private static <T> T fits(boolean so, T value) {
        if (!so) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    private static Duration durationOf(String text) {
        var parts = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (parts.matches()) {
            return SPANS.getOrDefault(parts.group(2), Duration.ZERO).multipliedBy(Long.parseLong(parts.group(1)));
        }
        try {
            return Duration.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
