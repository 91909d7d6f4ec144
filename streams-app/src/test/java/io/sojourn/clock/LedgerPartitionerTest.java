package io.sojourn.clock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class LedgerPartitionerTest {
    private final LedgerPartitioner partitioner = new LedgerPartitioner();

    @Test
    void a_customer_goes_where_kafkas_own_default_would_put_it() {
        var random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            byte[] key = new byte[1 + random.nextInt(40)];
            random.nextBytes(key);
            int partitions = 1 + random.nextInt(64);
            assertThat(partitioner.partitions("ledger", key, null, partitions))
                    .contains(Set.of(BuiltInPartitioner.partitionForKey(key, partitions)));
        }
    }

    @Test
    void the_choice_is_pinned_for_ever() {
        // Written out, so that no upgrade of Kafka can move a customer unseen.
        assertThat(LedgerPartitioner.partitionOf("ada".getBytes(UTF_8), 8)).isEqualTo(5);
        assertThat(LedgerPartitioner.partitionOf("客户-1".getBytes(UTF_8), 8)).isEqualTo(5);
    }

    @Test
    void a_tick_goes_everywhere() {
        assertThat(partitioner.partitions("ledger", null, new byte[0], 3)).contains(Set.of(0, 1, 2));
    }
}
