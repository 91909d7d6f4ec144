package io.sojourn.proof.faults.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * All that is sent in a run. Times are counted from its beginning, so two runs of one script can be compared.
 *
 * @param sendings in the order of their time
 * @param horizon by when every deadline of the script has passed; the next one is months away
 */
public record Script(List<Sending> sendings, Duration horizon) {
    public Script {
        sendings = sendings.stream().sorted(Comparator.comparing(Sending::at)).toList();
    }

    /** When the last record is sent. */
    public Duration length() {
        return sendings.get(sendings.size() - 1).at();
    }

    /** With more records among its own. */
    public Script and(List<Sending> more) {
        List<Sending> all = new ArrayList<>(sendings);
        all.addAll(more);
        return new Script(all, horizon);
    }

    /** The same with deadlines up to this moment. */
    public Script lasting(Duration horizon) {
        return new Script(sendings, horizon);
    }

    /** The same with each record changed. */
    public Script each(UnaryOperator<Sending> change) {
        return new Script(sendings.stream().map(change).toList(), horizon);
    }

    /** Everything sent in the first second, so that whoever stands still finds it all waiting. */
    public Script atOnce() {
        return each(sending -> sending.later(sending.at().dividedBy(Math.max(1, length().toSeconds()))));
    }

    /** The same records at the same times, but dealt anew: orders, refunds and visits come in any order. */
    public Script shuffled(long seed) {
        List<Sending> dealt = new ArrayList<>(sendings);
        Collections.shuffle(dealt, new Random(seed));
        List<Sending> all = new ArrayList<>();
        for (int i = 0; i < dealt.size(); i++) {
            all.add(dealt.get(i).later(sendings.get(i).at()));
        }
        return new Script(all, horizon);
    }
}
