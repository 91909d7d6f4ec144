package io.sojourn.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.policy.Condition;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Warning;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/** The hash of all in a policy that decides anything: titles, comments and the layout of the file are not in it. */
final class Seal {
    private static final int BYTES = 6;

    private Seal() {}

    static String of(List<Ladder> ladders, List<Warning> warnings, Scope.Numbers numbers) {
        StringBuilder meaning = new StringBuilder();
        for (Ladder ladder : ladders) {
            line(meaning, "ladder", ladder.id(), ladder.initial());
            for (Ladder.Stage stage : ladder.stages()) {
                Condition stays = stage.stays();
                line(meaning, "stage", stage.id(), stays == null ? "" : stays.text());
                for (Ladder.WayIn way : stage.waysIn()) {
                    line(
                            meaning,
                            "way",
                            new TreeSet<>(way.from()),
                            way.text(),
                            way.when().text());
                }
            }
        }
        for (Warning warning : warnings) {
            line(
                    meaning,
                    "warning",
                    warning.id(),
                    warning.level(),
                    warning.actionableMillis(),
                    warning.when().text());
        }
        line(meaning, numbers);
        return HexFormat.of().formatHex(sha256(meaning.toString()), 0, BYTES);
    }

    private static void line(StringBuilder into, Object... parts) {
        for (Object part : parts) {
            into.append(part).append('\t');
        }
        into.append('\n');
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
