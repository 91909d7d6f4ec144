package io.sojourn.history;

import io.sojourn.yaml.Suggestion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where each column stands that a mapping asks for. */
final class Columns {
    private final Map<String, Integer> places = new HashMap<>();
    private final int count;

    /** Throws {@link MappingRefusedException} where a column is not in the header, or stands there twice. */
    Columns(Mapping mapping, List<String> header) {
        count = header.size();
        for (String column : asked(mapping)) {
            int place = header.indexOf(column);
            if (place < 0) {
                throw new MappingRefusedException(
                        "the file has no column '" + column + "'" + Suggestion.among(column, header));
            }
            if (place != header.lastIndexOf(column)) {
                throw new MappingRefusedException(
                        "the file has two columns '" + column
                                + "': name all of them with file: {columns: […]}, each once, and the header row is then to be removed");
            }
            places.put(column, place);
        }
    }

    /** How many columns a row has. */
    int count() {
        return count;
    }

    /** The value without blanks around it. */
    String of(Row row, String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException(column);
        }
        return row.values().get(place).strip();
    }

    private static Set<String> asked(Mapping mapping) {
        Set<String> asked = new TreeSet<>();
        asked.add(mapping.order().column());
        asked.add(mapping.time().column());
        asked.add(mapping.customer().column());
        add(asked, mapping.amount().column());
        add(asked, mapping.amount().quantity());
        add(asked, mapping.amount().price());
        add(asked, mapping.currency().column());
        for (Kind kind : mapping.kinds()) {
            add(asked, kind.of());
            add(asked, kind.when() == null ? null : kind.when().column());
        }
        mapping.skip().forEach(rule -> asked.add(rule.when().column()));
        return asked;
    }

    private static void add(Set<String> asked, @Nullable String column) {
        if (column != null) {
            asked.add(column);
        }
    }
}
