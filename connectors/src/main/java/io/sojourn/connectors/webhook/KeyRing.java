package io.sojourn.connectors.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys in force. Those of a file are read again when it changes, so that they are exchanged without a restart. */
final class KeyRing {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final @Nullable Path file;
    private @Nullable FileTime readAt;
    private List<SigningKey> keys;
    private boolean unreadable;

    private KeyRing(@Nullable Path file, List<SigningKey> keys) {
        this.file = file;
        this.keys = keys;
    }

    static KeyRing of(String secrets) {
        return new KeyRing(null, SigningKey.in(secrets));
    }

    /**
     * The keys that stand in a file, one a line.
     *
     * @throws IllegalArgumentException if it cannot be read or holds none
     */
    static KeyRing in(Path file) {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            KeyRing ring = new KeyRing(file, SigningKey.in(Files.readString(file)));
            ring.readAt = changed;
            return ring;
        } catch (IOException e) {
            throw new IllegalArgumentException("the file cannot be read (" + e + ")");
        }
    }

    /** Never empty: a file that went away or became unreadable changes nothing. */
    synchronized List<SigningKey> keys() {
        if (file != null) {
            try {
                readIfChanged(file);
                unreadable = false;
            } catch (IOException | IllegalArgumentException e) {
                if (!unreadable) {
                    LOG.warn("The secrets in {} cannot be read; signing with those of before ({})", file, e.toString());
                }
                unreadable = true;
            }
        }
        return keys;
    }

    private void readIfChanged(Path changing) throws IOException {
        FileTime changed = Files.getLastModifiedTime(changing);
        if (!changed.equals(readAt)) {
            keys = SigningKey.in(Files.readString(changing));
            readAt = changed;
            LOG.info("Signing with the {} secrets that stand in {} by now", keys.size(), changing);
        }
    }
}
