package io.sojourn.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.sojourn.rights.Right;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.utils.SecurityUtils;
import org.slf4j.LoggerFactory;

/** What the broker's authorizer ruled, as its audit log tells: every access that was made, granted or denied. */
final class Rulings implements AutoCloseable {
    private static final String OWN_FILE = "logback.configurationFile";
    private static final Pattern RULING =
            Pattern.compile("Principal = (\\S+) is (Allowed|Denied) operation = (\\S+) from host = \\S+"
                    + " on resource = (\\w+):LITERAL:(\\S+) for request = (.+)");

    private record Ruling(String principal, boolean allowed, String operation, String type, String name) {
        boolean uses(Right right) {
            var resource = right.resource();
            boolean sameName = resource.patternType() == PatternType.PREFIXED
                    ? name.startsWith(resource.name())
                    : name.equals(resource.name());
            return sameName
                    && operation.equals(right.operation().name())
                    && type.equals(SecurityUtils.resourceTypeName(resource.resourceType()));
        }
    }

    private final Logger log = (Logger) LoggerFactory.getLogger("kafka.authorizer.logger");
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            messages.add(event.getFormattedMessage());
        }
    };

    Rulings() {
        // Commands that run in this process set up its log anew, unless somebody brought a file of their own.
        System.setProperty(OWN_FILE, "logback-test.xml");
        appender.setContext(log.getLoggerContext());
        appender.start();
        log.setLevel(Level.DEBUG); // granted accesses at DEBUG, denied ones at INFO
        log.setAdditive(false);
        log.addAppender(appender);
    }

    /** Whether this user made use of the right. */
    boolean used(String principal, Right right) {
        return rulings().stream()
                .anyMatch(ruling -> ruling.principal().equals(principal) && ruling.allowed() && ruling.uses(right));
    }

    /** What was denied to this user, but for the brokers' settings: the doctor asks for them and can do without. */
    List<String> denied(String principal) {
        return messages.stream()
                .filter(message -> message.startsWith("Principal = " + principal + " is Denied"))
                .filter(message ->
                        !message.contains("operation = DESCRIBE_CONFIGS") || !message.contains("resource = Cluster:"))
                .toList();
    }

    private List<Ruling> rulings() {
        return messages.stream()
                .map(RULING::matcher)
                .filter(matcher -> matcher.matches())
                .map(found -> new Ruling(
                        found.group(1),
                        found.group(2).equals("Allowed"),
                        found.group(3),
                        found.group(4),
                        found.group(5)))
                .toList();
    }

    @Override
    public void close() {
        log.detachAppender(appender);
        log.setLevel(null);
        log.setAdditive(true);
        System.clearProperty(OWN_FILE);
    }
}
