package io.sojourn.tables;

import io.sojourn.customer.Activity;
import io.sojourn.customer.ActivityKind;
import io.sojourn.customer.Facts;
import io.sojourn.customer.Fingerprint;
import io.sojourn.customer.Trail;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.lifecycle.Announcement;
import io.sojourn.lifecycle.Standing;
import io.sojourn.policy.Policy;
import io.sojourn.replay.Fold;
import io.sojourn.replay.Ledger;
import io.sojourn.replay.Replay;
import io.sojourn.stream.ActivityCodec;
import io.sojourn.stream.Money;
import io.sojourn.stream.Revisions.Revision;
import io.sojourn.value.Rfm;
import io.sojourn.value.rfm.CutPoints;
import io.sojourn.value.rfm.RfmScore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** One partition of the ledger as rows of the {@link Star}. */
final class ExportPart implements Replay.Part {
    private final PartitionTables tables;
    private final Label.Beginning beginning;
    private @Nullable Fold fold;
    private @Nullable YearMonth month;
    private long reached;
    private @Nullable Policy latest;

    ExportPart(PartitionTables tables, Label.Beginning beginning) {
        this.tables = tables;
        this.beginning = beginning;
    }

    @Override
    public void begin(Fold fold) {
        this.fold = fold;
    }

    @Override
    public boolean hears(Ledger.Entry entry, SpecificRecord decoded) {
        beginning.hear(entry);
        byte[] key = entry.key();
        if (decoded instanceof Tick tick) {
            endMonthsBefore(tick.getAt());
            reached = Math.max(reached, tick.getAt().toEpochMilli());
        } else if (key != null) {
            order(new String(key, StandardCharsets.UTF_8), entry, ActivityCodec.read(decoded));
        }
        return true;
    }

    /** All that had arrived by the month's end stands above the first tick after it. */
    private void endMonthsBefore(Instant tick) {
        YearMonth now = YearMonth.from(tick.atOffset(ZoneOffset.UTC));
        for (YearMonth each = month == null ? now : month; each.isBefore(now); each = each.plusMonths(1)) {
            endMonth(each.plusMonths(1)
                            .atDay(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli()
                    - 1);
        }
        month = now;
    }

    private void endMonth(long end) {
        Policy policy = fold().latest().policy();
        CutPoints limits = policy.written().cutPoints();
        sorted().forEach(standing -> {
            Rfm rfm = Rfm.of(standing.facts(), end, policy.windowMillis());
            if (rfm.lastOrderAt() != Facts.NEVER_HAPPENED) {
                List<@Nullable Object> row = new ArrayList<>(List.of(
                        Instant.ofEpochMilli(end),
                        standing.customer().value(),
                        Instant.ofEpochMilli(rfm.lastOrderAt()),
                        (int) ((end - rfm.lastOrderAt()) / Rfm.DAY),
                        rfm.frequency(),
                        Money.decimal(rfm.gross()),
                        Money.decimal(rfm.refunds()),
                        Money.decimal(rfm.net())));
                RfmScore score = limits == null ? null : limits.score(rfm, end).orElse(null);
                row.add(score == null ? null : score.r());
                row.add(score == null ? null : score.f());
                row.add(score == null ? null : score.m());
                tables.add(Star.RFM_MONTHLY, row);
            }
        });
    }

    private void order(String customer, Ledger.Entry entry, Activity activity) {
        if (activity instanceof Activity.Ordered ordered) {
            order(customer, entry, activity, ordered.orderId(), ordered.total(), ordered.currency());
        } else if (activity instanceof Activity.OrderUpdated updated) {
            order(customer, entry, activity, updated.orderId(), updated.total(), null);
        } else if (activity instanceof Activity.Refunded refunded) {
            order(customer, entry, activity, refunded.orderId(), refunded.amount(), null);
        } else if (activity instanceof Activity.OrderCancelled cancelled) {
            order(customer, entry, activity, cancelled.orderId(), 0, null);
        }
    }

    private void order(
            String customer,
            Ledger.Entry entry,
            Activity activity,
            @Nullable String orderId,
            long amount,
            @Nullable String currency) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(activity.eventId());
        row.add(orderId);
        row.add(customer);
        row.add(activity.kind().word());
        row.add(Instant.ofEpochMilli(activity.at()));
        row.add(Instant.ofEpochMilli(entry.timestamp()));
        row.add(activity.kind() == ActivityKind.CANCELLATION ? null : Money.decimal(amount));
        row.add(currency);
        row.add(orderId == null ? null : Fingerprint.of(orderId));
        tables.add(Star.ORDER_EVENTS, row);
    }

    @Override
    public void announced(Announcement announcement, Revision by, long detectedAt, Mode mode) {
        tables.add(Decided.table(announcement), by.codec().record(announcement, detectedAt, mode));
    }

    @Override
    public void end(Fold fold) {
        sorted().forEach(standing -> {
            tables.add(Decided.STATE, fold.latest().codec().state(standing));
            standing.posts().forEach(post -> stage(standing, post));
            values(standing, standing.facts().purchases().counting(), true);
            values(standing, standing.facts().purchases().gone(), false);
        });
        tables.end();
        latest = fold.latest().policy();
        this.fold = null; // with everybody in it
    }

    private Fold fold() {
        return Objects.requireNonNull(fold);
    }

    private void stage(Standing standing, Standing.Post post) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(standing.customer().value());
        row.add(post.ladder());
        row.add(post.stage());
        row.add(Instant.ofEpochMilli(post.isBeginning() ? standing.facts().firstSeenAt() : post.since()));
        row.add(post.ordinal());
        tables.add(Star.CUSTOMER_STAGES, row);
    }

    private void values(Standing standing, Trail orders, boolean count) {
        for (int i = 0; i < orders.size(); i++) {
            Trail.Step order = orders.step(i);
            tables.add(
                    Star.ORDER_VALUES,
                    List.of(
                            standing.customer().value(),
                            order.id(),
                            Instant.ofEpochMilli(order.at()),
                            Money.decimal(order.amount()),
                            Money.decimal(count ? order.off() : order.amount()),
                            count));
        }
    }

    private List<Standing> sorted() {
        return fold().standings().stream()
                .sorted(Comparator.comparing(Standing::customer))
                .toList();
    }

    /** What decides in the end. */
    Policy latest() {
        return Objects.requireNonNull(latest);
    }

    /** The latest tick. */
    long reached() {
        return reached;
    }

    @Override
    public void close() {
        tables.close();
    }
}
