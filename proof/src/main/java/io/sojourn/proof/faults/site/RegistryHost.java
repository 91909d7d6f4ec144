package io.sojourn.proof.faults.site;

import io.sojourn.dev.EmbeddedRegistry;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The schema registry: can go and come back at the same address. */
public final class RegistryHost implements AutoCloseable {
    private final String broker;
    private final String url;
    private @Nullable EmbeddedRegistry registry;

    RegistryHost(String broker) {
        this.broker = broker;
        registry = EmbeddedRegistry.start(broker, 0);
        url = registry.url();
    }

    String url() {
        return url;
    }

    public void stop() {
        if (registry != null) {
            registry.close();
            registry = null;
        }
    }

    /** At the address it had. */
    public void startAgain() {
        startAgain(EmbeddedRegistry.Door.open());
    }

    /** Likewise, but asking who is there: nobody who was told nothing comes in. */
    public void startAgainLocked() {
        startAgain(EmbeddedRegistry.Door.open().withBasicAuth("somebody", "else"));
    }

    private void startAgain(EmbeddedRegistry.Door door) {
        stop();
        registry = EmbeddedRegistry.start(broker, URI.create(url).getPort(), door);
    }

    @Override
    public void close() {
        stop();
    }
}
