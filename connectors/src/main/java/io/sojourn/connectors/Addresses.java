package io.sojourn.connectors;

import io.sojourn.events.OrderCompleted;
import io.sojourn.schemas.Topic;
import io.sojourn.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/** Which event goes to which topic, as the topic catalogue says. */
public final class Addresses {
    static {
        // Avro's builders fill in defaults only of classes the process was told to trust, so opening a door trusts
        // events.
        var events = OrderCompleted.class.getPackageName();
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(events)));
    }

    private final Map<Class<? extends SpecificRecord>, String> topics = new HashMap<>();

    /** All there are. */
    public Addresses() {
        // Partition counts do not matter here: the catalogue is asked for names and types alone.
        for (Topic topic : Topics.catalogue(1, 1)) {
            if (Topics.INPUTS.contains(topic.name())) {
                topic.types().forEach(type -> topics.put(type, topic.name()));
            }
        }
    }

    /** Every type that has a topic. */
    Set<Class<? extends SpecificRecord>> types() {
        return topics.keySet();
    }

    /** Every topic that takes events. */
    Set<String> topics() {
        return new TreeSet<>(topics.values());
    }

    /**
     * The input topic that takes {@code event}.
     *
     * @throws IllegalArgumentException if none does
     */
    public String topicOf(SpecificRecord event) {
        var topic = topics.get(event.getClass());
        if (topic == null) {
            var accepted = new TreeSet<String>();
            topics.keySet().forEach(type -> accepted.add(type.getSimpleName()));
            throw new IllegalArgumentException("No input topic takes a "
                    + event.getClass().getName() + "; events are: " + String.join(", ", accepted));
        }
        return topic;
    }
}
