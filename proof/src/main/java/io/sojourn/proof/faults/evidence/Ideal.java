package io.sojourn.proof.faults.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.clock.LedgerPartitioner;
import io.sojourn.decisions.CustomerState;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.proof.faults.script.Script;
import io.sojourn.proof.faults.script.Sending;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a script of sound events should leave behind, without running it: every record in the ledger the moment it is sent, a tick
 * at even distances, all of it decided.
 */
public final class Ideal {
    private static final int PARTITIONS = 3;
    private static final Instant ANY_DAY = Instant.EPOCH.plus(Duration.ofDays(20_000));
    private static final Duration TICK_EVERY = Duration.ofMinutes(1);

    private final Instant begin;
    private final WireFormat wire;
    private final List<Evidence.Numbered> inputs = new ArrayList<>();
    private final List<Evidence.Numbered> aside = new ArrayList<>();
    private final List<Evidence.Entry> ledger = new ArrayList<>();

    private Ideal(Instant begin, WireFormat wire) {
        this.begin = begin;
        this.wire = wire;
    }

    /** As if it had begun some day; only what lies between counts where two runs are compared. */
    public static Evidence of(Script script) {
        try (WireFormat wire = new WireFormat(Map.of("schema.registry.url", "mock://ideal"))) {
            return of(script, ANY_DAY, TICK_EVERY, wire);
        }
    }

    /** As if it had begun then. */
    public static Evidence of(Script script, Instant begin, Duration tickEvery, WireFormat wire) {
        return new Ideal(begin, wire).told(script, tickEvery);
    }

    private Evidence told(Script script, Duration tickEvery) {
        Duration nextTick = tickEvery;
        for (Sending sending : script.sendings()) {
            for (; nextTick.compareTo(sending.at()) < 0; nextTick = nextTick.plus(tickEvery)) {
                tick(nextTick);
            }
            tell(sending);
        }
        tick(script.horizon());
        Replay replay = Replay.of(ledger);
        Map<String, CustomerState> states = replay.states();
        return new Evidence(begin, inputs.size(), inputs, ledger, aside, replay.decisions(), states, states, List.of());
    }

    private void tell(Sending sending) {
        byte[] value = Objects.requireNonNull(sending.payload().bytes(begin, wire));
        Evidence.Numbered input =
                new Evidence.Numbered(inputs.size(), sending.topic() + "@" + inputs.size(), ByteBuffer.wrap(value));
        inputs.add(input);
        SpecificRecord event = wire.decode(sending.topic(), value);
        String customer = customer(event);
        if (customer == null) {
            aside.add(new Evidence.Numbered(input.number(), Topics.GUESTS, input.value()));
        } else {
            int partition = LedgerPartitioner.partitionOf(customer.getBytes(UTF_8), PARTITIONS);
            enter(partition, customer, sending.at(), input, event);
        }
    }

    private void tick(Duration at) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            enter(partition, null, at, new Evidence.Numbered(-1, "clock", null), new Tick(begin.plus(at), Mode.LIVE));
        }
    }

    private void enter(
            int partition, @Nullable String customer, Duration at, Evidence.Numbered from, SpecificRecord record) {
        ledger.add(new Evidence.Entry(
                partition, ledger.size(), customer, begin.plus(at).toEpochMilli(), from, record, true));
    }

    private static @Nullable String customer(SpecificRecord event) {
        Schema.Field field = event.getSchema().getField("customerId");
        return (String) event.get(field.pos());
    }
}
