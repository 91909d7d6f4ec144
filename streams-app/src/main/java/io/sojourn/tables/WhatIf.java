package io.sojourn.tables;

import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.replay.Ledger;
import io.sojourn.replay.Replay;
import io.sojourn.schemas.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Folds a ledger by the policies it records and, from the beginning on, by another. What both decide is compared in a database on
 * disk: memory grows with customers, and not with decisions.
 */
public final class WhatIf {
    private final Ledger ledger;
    private final Policies policies;
    private final WireFormat wire;
    private final Policy candidate;

    public WhatIf(Ledger ledger, Policies policies, WireFormat wire, Policy candidate) {
        this.ledger = ledger;
        this.policies = policies;
        this.wire = wire;
        this.candidate = candidate;
    }

    /**
     * Compares.
     *
     * @param from decisions that become true before this are left out
     * @param isAsked whether a customer, by the bytes of the id, is looked at
     * @param bands whom it touches is counted by; null for what they spent
     * @param progress told now and then how many entries were read so far
     */
    public Comparison run(Instant from, Predicate<byte[]> isAsked, @Nullable Bands bands, LongConsumer progress)
            throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("sojourn-what-if-");
            try (Paired decisions = new Paired(folder.resolve("decisions"))) {
                return compare(decisions, from, isAsked, bands, progress);
            } finally {
                Utils.delete(folder.toFile());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the decisions cannot be compared: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Comparison compare(
            Paired decisions, Instant from, Predicate<byte[]> isAsked, @Nullable Bands bands, LongConsumer progress)
            throws InterruptedException, SQLException {
        Map<Integer, WhatIfPart> parts = new ConcurrentHashMap<>();
        long entries = new Replay(ledger, policies, wire)
                .run(
                        partition -> {
                            WhatIfPart part = new WhatIfPart(decisions.rows(), candidate, isAsked, bands);
                            parts.put(partition, part);
                            return part;
                        },
                        progress);
        Policy live = Objects.requireNonNull(parts.get(0)).live();
        long reached =
                parts.values().stream().mapToLong(WhatIfPart::reached).max().orElse(0);
        return decisions.compare(live, candidate, from, Instant.ofEpochMilli(reached), entries);
    }
}
