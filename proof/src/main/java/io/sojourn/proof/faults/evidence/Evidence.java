package io.sojourn.proof.faults.evidence;

import io.sojourn.decisions.CustomerState;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a run left behind, all of it read with {@code read_committed} once the instances had stopped.
 *
 * @param begin when the run began; two runs are compared by what lies between
 * @param sent how many records the script has
 * @param inputs what stands on the inputs
 * @param ledger each partition in its order
 * @param aside what stands on {@code rejected} and {@code guests}
 * @param decisions each customer's in the order they were published
 * @param states the latest of each customer on {@code customer-state}
 * @param kept the same as the changelog of the local state has it
 * @param openTransactions transactions that have not ended, and partitions whose readers still wait for one
 */
public record Evidence(
        Instant begin,
        int sent,
        List<Numbered> inputs,
        List<Entry> ledger,
        List<Numbered> aside,
        List<Said> decisions,
        Map<String, CustomerState> states,
        Map<String, CustomerState> kept,
        List<String> openTransactions) {

    /**
     * A record of the script, wherever it stands.
     *
     * @param number its place in the script; -1 if it does not say
     */
    public record Numbered(
            int number, String where, @Nullable ByteBuffer value) {}

    /**
     * One entry of the ledger.
     *
     * @param customer null for a tick or a policy
     * @param decided whether the instances have committed that they decided it
     */
    public record Entry(
            int partition,
            long offset,
            @Nullable String customer,
            long timestamp,
            Numbered from,
            SpecificRecord record,
            boolean decided) {}
}
