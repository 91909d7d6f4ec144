package io.sojourn.rights;

import io.sojourn.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** A refusal in the middle of work: Kafka's exceptions tell the resource at best, never the operation. */
public final class Refusal {
    private static final int ANSWER_WITHIN_MILLIS = 10_000;

    private Refusal() {}

    /**
     * Which rights were missing, if it was for rights that this failed. The broker is asked; should it not say, all that the
     * component needs on the refused resource are named. Empty if that is not known either.
     */
    public static Optional<MissingRightsException> behind(Throwable failure, Settings settings, Component component) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(AuthorizationException.class::isInstance)
                .map(AuthorizationException.class::cast)
                .findFirst()
                .flatMap(refused -> named(refused, settings, component.rights(settings)));
    }

    private static Optional<MissingRightsException> named(
            AuthorizationException refused, Settings settings, List<Right> needed) {
        List<Right> missing = ask(settings, needed);
        if (missing.isEmpty()) {
            missing = needed.stream().filter(right -> isAbout(refused, right)).toList();
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new MissingRightsException(settings, missing, refused));
    }

    private static List<Right> ask(Settings settings, List<Right> needed) {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
        try (Admin admin = Admin.create(config)) {
            return new OwnRights(admin, settings).missing(needed);
        } catch (KafkaException unanswered) {
            return List.of();
        }
    }

    private static boolean isAbout(AuthorizationException refused, Right right) {
        String name = right.resource().name();
        return switch (right.resource().resourceType()) {
            case TOPIC ->
                refused instanceof TopicAuthorizationException topics
                        && topics.unauthorizedTopics().contains(name)
                        && right.operation() != AclOperation.DESCRIBE_CONFIGS;
            case GROUP -> refused instanceof GroupAuthorizationException;
            case TRANSACTIONAL_ID -> refused instanceof TransactionalIdAuthorizationException;
            default -> false;
        };
    }
}
