package io.sojourn.proof.faults.site;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings on a command line, as {@code key=value}. */
final class Pairs {
    private Pairs() {}

    static Map<String, String> of(List<String> arguments) {
        Map<String, String> pairs = new TreeMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            pairs.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return pairs;
    }
}
