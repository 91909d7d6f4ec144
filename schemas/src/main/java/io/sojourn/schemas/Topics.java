package io.sojourn.schemas;

import io.sojourn.decisions.CareMoment;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.CustomerState;
import io.sojourn.decisions.Rejected;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.TagChange;
import io.sojourn.events.CartViewed;
import io.sojourn.events.CheckoutStarted;
import io.sojourn.events.CustomerErased;
import io.sojourn.events.Engaged;
import io.sojourn.events.OrderCancelled;
import io.sojourn.events.OrderCompleted;
import io.sojourn.events.OrderRefunded;
import io.sojourn.events.OrderUpdated;
import io.sojourn.events.PageViewed;
import io.sojourn.events.ProductAdded;
import io.sojourn.events.ProductViewed;
import io.sojourn.events.ProductsSearched;
import io.sojourn.events.ProfileUpdated;
import io.sojourn.events.TicketOpened;
import io.sojourn.events.TicketRated;
import io.sojourn.events.TicketReopened;
import io.sojourn.events.TicketReplied;
import io.sojourn.events.TicketResolved;
import io.sojourn.ledger.ClockLetter;
import io.sojourn.ledger.NumbersActivated;
import io.sojourn.ledger.PolicyActivated;
import io.sojourn.ledger.Tick;
import io.sojourn.ledger.Watermark;
import io.sojourn.schemas.Topic.Cleanup;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** The topic catalogue: every topic of Sojourn, once. */
public final class Topics {
    public static final String ORDERS = "orders";
    public static final String VISITS = "visits";
    public static final String SUPPORT = "support";
    public static final String ENGAGEMENTS = "engagements";
    public static final String PROFILES = "profiles";
    public static final String LEDGER = "ledger";
    public static final String CLOCK = "clock";
    public static final String WATERMARKS = "watermarks";
    public static final String STAGE_TRANSITIONS = "stage-transitions";
    public static final String CHURN_WARNINGS = "churn-warnings";
    public static final String TAG_CHANGES = "tag-changes";
    public static final String CARE_MOMENTS = "care-moments";
    public static final String CUSTOMER_STATE = "customer-state";
    public static final String REJECTED = "rejected";
    public static final String GUESTS = "guests";

    /** Where sources send to. */
    public static final List<String> INPUTS = List.of(ORDERS, VISITS, SUPPORT, ENGAGEMENTS, PROFILES);

    /** What is decided, each decision once. */
    public static final List<String> DECISIONS = List.of(STAGE_TRANSITIONS, CHURN_WARNINGS, TAG_CHANGES, CARE_MOMENTS);

    /** The largest record in bytes that `ledger`, `rejected` and `guests` take, envelope included. */
    public static final int LARGEST_FOREIGN_RECORD = 16 * 1024 * 1024;

    /**
     * Header of an event: in which mode it counts, by the name of a {@link io.sojourn.ledger.Mode}; without it, {@code LIVE}. A
     * source may say {@code BACKFILL}, of what it sends of the past.
     */
    public static final String MODE_HEADER = "sojourn-mode";

    private static final List<Class<? extends SpecificRecord>> ORDER_EVENTS =
            List.of(OrderCompleted.class, OrderUpdated.class, OrderRefunded.class, OrderCancelled.class);
    private static final List<Class<? extends SpecificRecord>> VISIT_EVENTS = List.of(
            PageViewed.class,
            ProductViewed.class,
            ProductAdded.class,
            CartViewed.class,
            ProductsSearched.class,
            CheckoutStarted.class);
    private static final List<Class<? extends SpecificRecord>> SUPPORT_EVENTS = List.of(
            TicketOpened.class, TicketReplied.class, TicketResolved.class, TicketReopened.class, TicketRated.class);
    private static final List<Class<? extends SpecificRecord>> ENGAGEMENT_EVENTS = List.of(Engaged.class);
    private static final List<Class<? extends SpecificRecord>> PROFILE_EVENTS =
            List.of(ProfileUpdated.class, CustomerErased.class);

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final Duration FIVE_YEARS = Duration.ofDays(5 * 365);

    private Topics() {}

    /**
     * Every topic as it should be, inputs first.
     *
     * @param inputPartitions partitions of the inputs and of `clock`, 1 or more
     * @param ledgerPartitions partitions of the ledger and of what is decided from it, 1 or more
     */
    public static List<Topic> catalogue(int inputPartitions, int ledgerPartitions) {
        return List.of(
                input(
                        ORDERS,
                        "Orders, changes, refunds and cancellations",
                        "订单、变更、退款与取消",
                        ORDER_EVENTS,
                        inputPartitions),
                input(
                        VISITS,
                        "Page views, products, carts and searches",
                        "浏览、商品、购物车与搜索",
                        VISIT_EVENTS,
                        inputPartitions),
                input(SUPPORT, "The life of support tickets", "客服工单的全过程", SUPPORT_EVENTS, inputPartitions),
                input(ENGAGEMENTS, "Other contacts with a customer", "与客户的其他接触", ENGAGEMENT_EVENTS, inputPartitions),
                input(PROFILES, "What is known of a person", "客户档案", PROFILE_EVENTS, inputPartitions),
                new Topic(
                        LEDGER,
                        "The sequenced truth: accepted events, ticks and policies",
                        "有序的事实账本:已接收事件、时钟滴答与策略",
                        "customer id; none for ticks and policies",
                        ledgerTypes(),
                        ledgerPartitions,
                        Cleanup.DELETE,
                        null,
                        false),
                new Topic(
                        CLOCK,
                        "The intake's letters to itself",
                        "接入任务写给自己的时钟信",
                        "intake task",
                        List.of(ClockLetter.class),
                        inputPartitions,
                        Cleanup.DELETE,
                        Duration.ofMinutes(10),
                        true),
                new Topic(
                        WATERMARKS,
                        "How far each intake has come",
                        "各接入任务的水位",
                        "source",
                        List.of(Watermark.class, PolicyActivated.class, NumbersActivated.class),
                        1,
                        Cleanup.COMPACT,
                        null,
                        true),
                decided(
                        STAGE_TRANSITIONS,
                        "Customers who moved to another stage",
                        "客户阶段变迁",
                        StageTransition.class,
                        ledgerPartitions),
                decided(
                        CHURN_WARNINGS,
                        "Customers about to be lost, or back",
                        "流失预警与解除",
                        ChurnWarning.class,
                        ledgerPartitions),
                decided(
                        TAG_CHANGES,
                        "Tags that customers got or lost",
                        "客户标签的添加与移除",
                        TagChange.class,
                        ledgerPartitions),
                decided(CARE_MOMENTS, "Moments to turn to a customer", "客户跟进时机", CareMoment.class, ledgerPartitions),
                new Topic(
                        CUSTOMER_STATE,
                        "Where each customer stands",
                        "每位客户的当前状态",
                        "customer id",
                        List.of(CustomerState.class),
                        ledgerPartitions,
                        Cleanup.COMPACT,
                        null,
                        true),
                foreign(
                        REJECTED,
                        "What intake refused, whole, with the reason",
                        "被拒收的原始记录及原因",
                        List.of(Rejected.class),
                        ledgerPartitions),
                foreign(GUESTS, "Orders and visits without a customer", "无客户身份的订单与浏览", guestTypes(), ledgerPartitions));
    }

    /**
     * The mirrors in JSON of some decision topics, as they should be, in the order of the catalogue. They are not part of
     * it: they exist where readers without Avro asked for them. The stamp is the original's, so both are kept equally long.
     *
     * @param decisions of {@link #DECISIONS} those that are mirrored
     * @param ledgerPartitions as for the catalogue
     */
    public static List<Topic> mirrors(Collection<String> decisions, int ledgerPartitions) {
        return catalogue(1, ledgerPartitions).stream()
                .filter(topic -> DECISIONS.contains(topic.name()) && decisions.contains(topic.name()))
                .map(decided -> new Topic(
                        inJson(decided.name()),
                        decided.title() + ", in JSON",
                        decided.titleZh() + "（JSON）",
                        decided.key(),
                        decided.types(),
                        decided.partitions(),
                        decided.cleanup(),
                        decided.retention(),
                        false))
                .toList();
    }

    /** The name of a decision topic's mirror in JSON. */
    public static String inJson(String decisions) {
        return decisions + "-json";
    }

    /**
     * The topic of that name.
     *
     * @throws IllegalArgumentException if the catalogue has none
     */
    public static Topic named(String name, List<Topic> catalogue) {
        return catalogue.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic " + name + " in the catalogue"));
    }

    /** Every record class that stands as a value on some topic, each once. */
    public static List<Class<? extends SpecificRecord>> types() {
        return catalogue(1, 1).stream()
                .flatMap(topic -> topic.types().stream())
                .distinct()
                .toList();
    }

    private static Topic input(
            String name, String title, String titleZh, List<Class<? extends SpecificRecord>> types, int partitions) {
        return new Topic(name, title, titleZh, "any", types, partitions, Cleanup.DELETE, WEEK, true);
    }

    private static Topic decided(
            String name, String title, String titleZh, Class<? extends SpecificRecord> type, int partitions) {
        return new Topic(
                name, title, titleZh, "customer id", List.of(type), partitions, Cleanup.DELETE, FIVE_YEARS, true);
    }

    private static Topic foreign(
            String name, String title, String titleZh, List<Class<? extends SpecificRecord>> types, int partitions) {
        return new Topic(name, title, titleZh, "as on the input", types, partitions, Cleanup.DELETE, QUARTER, true);
    }

    private static List<Class<? extends SpecificRecord>> guestTypes() {
        return joined(List.of(ORDER_EVENTS, VISIT_EVENTS));
    }

    private static List<Class<? extends SpecificRecord>> ledgerTypes() {
        return joined(List.of(
                ORDER_EVENTS,
                VISIT_EVENTS,
                SUPPORT_EVENTS,
                ENGAGEMENT_EVENTS,
                PROFILE_EVENTS,
                List.of(Tick.class, PolicyActivated.class, NumbersActivated.class)));
    }

    private static List<Class<? extends SpecificRecord>> joined(List<List<Class<? extends SpecificRecord>>> groups) {
        return groups.stream()
                .<Class<? extends SpecificRecord>>flatMap(List::stream)
                .toList();
    }
}
