package io.sojourn.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.policy.AtStake;
import io.sojourn.policy.CareMoment;
import io.sojourn.policy.Condition;
import io.sojourn.policy.Ladder;
import io.sojourn.policy.Mark;
import io.sojourn.policy.Tag;
import io.sojourn.policy.Warning;
import io.sojourn.value.rfm.Grid;
import io.sojourn.value.rfm.Segment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** The hash of all in a policy that decides anything: titles, comments and the layout of the file are not in it. */
final class Seal {
    private static final int BYTES = 6;

    private Seal() {}

    static String of(List<Ladder> ladders, List<Mark> marks, Scope.Numbers numbers, List<Grid> grids) {
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
        marks.forEach(mark -> add(mark, meaning));
        line(meaning, numbers);
        for (Grid grid : grids) {
            line(meaning, "grid", grid.id(), grid.top());
            grid.segments().forEach(each -> line(meaning, "segment", each.id(), each.areas()));
            Segment never = grid.neverOrdered();
            line(meaning, "never-ordered", never == null ? "" : never.id());
        }
        return HexFormat.of().formatHex(sha256(meaning.toString()), 0, BYTES);
    }

    private static void add(Mark mark, StringBuilder meaning) {
        String when = mark.when().text();
        if (mark instanceof Warning warning) {
            line(meaning, "warning", warning.id(), warning.level(), warning.actionableMillis(), when);
            for (Warning.Escalation each : warning.escalations()) {
                line(meaning, "escalation", each.level(), each.when().text());
            }
            AtStake atStake = warning.atStake();
            if (atStake != null) {
                line(meaning, "at-stake", atStake.text());
            }
        } else if (mark instanceof Tag tag) {
            line(meaning, "tag", tag.id(), Objects.requireNonNullElse(tag.group(), ""), tag.ttlMillis(), when);
        } else {
            line(meaning, "care", mark.id(), ((CareMoment) mark).actionableMillis(), when);
        }
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
