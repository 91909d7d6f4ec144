package io.sojourn.proof.faults;

import io.sojourn.proof.JavaProcess;
import io.sojourn.proof.faults.script.Past;
import io.sojourn.proof.faults.site.Site;
import io.sojourn.proof.faults.site.Watch;
import io.sojourn.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** History that is brought in before the first instance runs, while the sources send already. */
final class Imports {
    private static final int ROWS = 60_000;
    private static final Duration WITHIN = Duration.ofMinutes(2);

    private Imports() {}

    /** Nothing happens to it. */
    static Plot calm() {
        return killed(0, List.of());
    }

    /**
     * Killed so often in the midst of its writing, each time at another place, and started again.
     *
     * @param last options of the start that comes to the end
     */
    static Plot killed(int times, List<String> last) {
        return site -> {
            site.send();
            Past past = Past.write(site.dir(), site.begin(), site.random(), ROWS);
            for (int kill = 1; kill <= times; kill++) {
                JavaProcess process = start(site, past, List.of());
                long enough = (long) kill * ROWS / (times + 2);
                boolean written = Watch.within(
                        WITHIN, () -> !process.isAlive() || site.watch().written(List.of(Topics.LEDGER)) >= enough);
                site.found("is killed on the way", written && process.isAlive());
                process.kill();
            }
            site.found("comes to its end", start(site, past, last).exitCode(WITHIN) == 0);
            site.imported(ROWS);
            site.instance(0).start();
        };
    }

    private static JavaProcess start(Site site, Past past, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "import", past.file().toString(), "--mapping", past.mapping().toString()));
        command.addAll(options);
        return site.instance(0).command(command);
    }
}
