package io.sojourn.rights;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.UNKNOWN;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.sojourn.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * What this client's user may do on the broker, as far as the broker tells without anything being done. Of topics that do
 * not exist it tells only whether they may be created, of groups that do not and of transactional ids only whether they are
 * hidden from us.
 */
public final class OwnRights {
    private static final int ANSWER_WITHIN_MILLIS = 10_000;
    /** Who has one of these may describe; so who may not describe has none of them. */
    private static final Set<AclOperation> DESCRIBING = Set.of(READ, WRITE, DESCRIBE);

    private final Admin admin;
    private final Settings settings;

    /** {@code admin} stays the caller's to close. */
    public OwnRights(Admin admin, Settings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /**
     * Returns if nothing is known to be missing.
     *
     * @throws MissingRightsException naming all that is
     * @throws KafkaException if the broker does not answer
     */
    public void require(List<Right> needed) {
        List<Right> missing = missing(needed);
        if (!missing.isEmpty()) {
            throw new MissingRightsException(settings, missing);
        }
    }

    /** As {@link #require(List)}, of all that the component needs. */
    public void require(Component component) {
        require(component.rights(settings));
    }

    /** Those that are not granted, in the same order. */
    public List<Right> missing(List<Right> needed) {
        Map<ResourcePattern, Predicate<Right>> granted = new LinkedHashMap<>();
        Map<ResourcePattern, KafkaFuture<Set<AclOperation>>> asked = new LinkedHashMap<>();
        needed.forEach(right -> asked.computeIfAbsent(right.resource(), this::ask));
        asked.forEach((resource, answer) -> granted.put(resource, understood(resource, answer)));
        return needed.stream()
                .filter(right ->
                        !Objects.requireNonNull(granted.get(right.resource())).test(right))
                .toList();
    }

    /** What we may do with it; null or UNKNOWN inside where the broker does not say. Of a prefix, one example is asked. */
    private KafkaFuture<Set<AclOperation>> ask(ResourcePattern resource) {
        List<String> name = List.of(resource.name());
        return switch (resource.resourceType()) {
            case TOPIC -> {
                var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
                yield Objects.requireNonNull(admin.describeTopics(name, options.timeoutMs(ANSWER_WITHIN_MILLIS))
                                .topicNameValues()
                                .get(resource.name()))
                        .thenApply(topic -> topic.authorizedOperations());
            }
            case GROUP -> {
                var options = new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true);
                yield Objects.requireNonNull(admin.describeConsumerGroups(name, options.timeoutMs(ANSWER_WITHIN_MILLIS))
                                .describedGroups()
                                .get(resource.name()))
                        .thenApply(group -> group.authorizedOperations());
            }
            case TRANSACTIONAL_ID ->
                admin.describeTransactions(name, new DescribeTransactionsOptions().timeoutMs(ANSWER_WITHIN_MILLIS))
                        .description(resource.name())
                        .thenApply(transaction -> Set.of(UNKNOWN));
            default -> throw new IllegalArgumentException("no component needs rights on " + resource);
        };
    }

    private Predicate<Right> understood(ResourcePattern resource, KafkaFuture<Set<AclOperation>> answer) {
        try {
            Set<AclOperation> operations = answer.get();
            return right -> saysNothing(operations) || operations.contains(right.operation());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for our rights", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof AuthorizationException) {
                return right -> !DESCRIBING.contains(right.operation());
            }
            if (cause instanceof UnknownTopicOrPartitionException) {
                return right -> right.operation() != CREATE || mayCreate(resource.name());
            }
            if (cause instanceof GroupIdNotFoundException
                    || cause instanceof TransactionalIdNotFoundException
                    || (cause instanceof TimeoutException && resource.resourceType() != ResourceType.TOPIC)) {
                // The last one where groups or transactions have no coordinator: a trouble of its own, see the doctor.
                return right -> true;
            }
            throw new KafkaException("asking for our rights on " + resource.name() + " failed: " + cause, cause);
        }
    }

    private boolean mayCreate(String topic) {
        var rehearsal = new CreateTopicsOptions().validateOnly(true).timeoutMs(ANSWER_WITHIN_MILLIS);
        var asked = admin.createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty())), rehearsal);
        try {
            asked.all().get();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for our rights", e);
        } catch (ExecutionException e) {
            // Whatever else stands in its way, it is not for lack of the right.
            return !(e.getCause() instanceof AuthorizationException);
        }
    }

    private static boolean saysNothing(@Nullable Set<AclOperation> operations) {
        return operations == null || operations.contains(UNKNOWN);
    }
}
