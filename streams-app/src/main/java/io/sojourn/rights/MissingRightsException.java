package io.sojourn.rights;

import io.sojourn.Settings;
import io.sojourn.schemas.KafkaUser;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The broker does not let this client's user do what is needed; the message names each right and how it is granted. */
public final class MissingRightsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Right> missing;
    private final String summary;

    /** @param missing one or more */
    public MissingRightsException(Settings settings, List<Right> missing) {
        this(settings, missing, null);
    }

    MissingRightsException(Settings settings, List<Right> missing, @Nullable Throwable refusal) {
        super(
                summary(settings, missing)
                        + ", on the broker at " + settings.kafka().get("bootstrap.servers")
                        + ". An administrator grants "
                        + (missing.size() == 1 ? "it" : "them") + " with\n    "
                        + String.join(
                                "\n    ", AclCommands.granting(settings, KafkaUser.in(settings.kafka()), missing)),
                refusal);
        this.missing = List.copyOf(missing);
        this.summary = summary(settings, missing);
    }

    /** What is missing, one or more. */
    public List<Right> missing() {
        return missing;
    }

    /** Who lacks what, in one line: {@code User:anna lacks Read on topic orders}. */
    public String summary() {
        return summary;
    }

    private static String summary(Settings settings, List<Right> missing) {
        return KafkaUser.in(settings.kafka()) + " lacks "
                + missing.stream().map(Right::toString).collect(Collectors.joining(", "));
    }
}
