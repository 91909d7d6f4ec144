package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.stream.TopicFinding;
import io.sojourn.stream.TopicKeeper;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** What the doctor asks about the topics. */
final class TopicsCheck {

    private TopicsCheck() {}

    static Check of(Settings settings, Admin admin) {
        var findings = new TopicKeeper(admin, settings).check();
        if (findings.isEmpty()) {
            return Check.ok("Topics", "主题", "all are as they must be");
        }
        boolean refused = findings.stream().anyMatch(f -> f.severity() == TopicFinding.Severity.REFUSE);
        var found = findings.stream().map(f -> f.topic() + ": " + f.problem()).collect(Collectors.joining("; "));
        var advice =
                "`sojourn topics check` prints the commands that mend them; `sojourn topics create` makes missing ones.";
        return refused ? Check.fail("Topics", "主题", found, advice) : Check.warn("Topics", "主题", found, advice);
    }
}
