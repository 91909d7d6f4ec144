package io.sojourn.stream;

import io.sojourn.Settings;
import io.sojourn.rights.Component;
import io.sojourn.rights.MissingRightsException;
import io.sojourn.rights.Refusal;
import java.util.Optional;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stream thread that dies takes the instance with it, and says why in words that help. */
final class LastWords implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);

    private final Settings settings;
    private volatile @Nullable MissingRightsException missingRights;

    LastWords(Settings settings) {
        this.settings = settings;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        Refusal.behind(failure, settings, Component.APPLICATION)
                .ifPresentOrElse(
                        missing -> {
                            missingRights = missing;
                            LOG.error(
                                    "The broker refused a stream thread, this instance stops: {}",
                                    missing.getMessage());
                            LOG.debug("Where it was refused", failure);
                        },
                        () -> LOG.error("A stream thread died, this instance stops", failure));
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    Optional<MissingRightsException> missingRights() {
        return Optional.ofNullable(missingRights);
    }
}
