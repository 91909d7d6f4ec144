package io.sojourn.rights;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/** One thing that is allowed on the broker: an operation on a topic, a group or transactional ids. */
public record Right(AclOperation operation, ResourcePattern resource) {

    /** On the topic of that name. */
    public static Right onTopic(AclOperation operation, String topic) {
        return new Right(operation, new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL));
    }

    static Right onGroup(AclOperation operation, String group) {
        return new Right(operation, new ResourcePattern(ResourceType.GROUP, group, PatternType.LITERAL));
    }

    static Right onGroupsFrom(AclOperation operation, String prefix) {
        return new Right(operation, new ResourcePattern(ResourceType.GROUP, prefix, PatternType.PREFIXED));
    }

    static Right onTransactionsFrom(AclOperation operation, String prefix) {
        return new Right(operation, new ResourcePattern(ResourceType.TRANSACTIONAL_ID, prefix, PatternType.PREFIXED));
    }

    /** The operation as Kafka's tools write it, such as {@code DescribeConfigs}. */
    public String operationName() {
        return SecurityUtils.operationName(operation);
    }

    /** What it is about, in words: {@code topic orders}, {@code transactional ids that begin with sojourn-}. */
    public String resourceName() {
        boolean prefixed = resource.patternType() == PatternType.PREFIXED;
        String kind = switch (resource.resourceType()) {
            case TOPIC -> "topic";
            case GROUP -> "group";
            case TRANSACTIONAL_ID -> "transactional id";
            default -> resource.resourceType().name();
        };
        return kind + (prefixed ? "s that begin with " : " ") + resource.name();
    }

    /** In words: {@code Read on topic orders}. */
    @Override
    public String toString() {
        return operationName() + " on " + resourceName();
    }
}
