package io.sojourn.collector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may send. One write key a line, whatever follows it is its name; lines with {@code #} are remarks. The file is
 * looked at once a second at most, and read again when it has changed; while it cannot be read, the keys of before hold.
 */
final class Keys {
    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

    private final @Nullable Path file;
    private final LongSupplier nanos;
    private volatile List<byte[]> digests = List.of();
    private @Nullable State seen;
    private volatile long lookedAt;

    private record State(FileTime modified, long size) {}

    /**
     * @param file null if nobody is asked
     * @throws IllegalStateException if it cannot be read or holds no key
     */
    Keys(@Nullable Path file, LongSupplier nanos) {
        this.file = file;
        this.nanos = nanos;
        this.lookedAt = nanos.getAsLong();
        if (file != null) {
            try {
                read(file);
            } catch (IOException e) {
                throw new IllegalStateException(
                        "The keys cannot be read from " + file + " (setting collector.keys.file): " + e.getMessage(),
                        e);
            }
        }
    }

    /** True if nobody is asked for a key. */
    boolean open() {
        return file == null;
    }

    /** How many are known. */
    int known() {
        return digests.size();
    }

    /**
     * The key a header gives, as the user of Basic authentication or as a bearer token.
     *
     * @return null if there is no such header, or it gives no key
     */
    static @Nullable String in(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        var words = authorization.strip().split("\\s+", 2);
        var given = words.length < 2 ? "" : words[1];
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> given;
            case "basic" -> user(given);
            default -> null;
        };
    }

    private static @Nullable String user(String encoded) {
        try {
            var decoded = new String(Base64.getDecoder().decode(encoded), UTF_8);
            int colon = decoded.indexOf(':');
            return colon < 0 ? decoded : decoded.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    boolean admits(@Nullable String key) {
        if (file == null) {
            return true;
        }
        lookAgain(file);
        if (key == null || key.isEmpty()) {
            return false;
        }
        var digest = digest(key);
        // All are compared, each in constant time: how long it takes says nothing about any key.
        boolean known = false;
        for (var each : digests) {
            known |= MessageDigest.isEqual(each, digest);
        }
        return known;
    }

    private void lookAgain(Path from) {
        if (nanos.getAsLong() - lookedAt < LOOK_EVERY_NANOS) {
            return;
        }
        synchronized (this) {
            lookedAt = nanos.getAsLong();
            try {
                if (!state(from).equals(seen)) {
                    read(from);
                    LOG.atInfo().addKeyValue("keys", digests.size()).log("Write keys were read again");
                }
            } catch (IOException | IllegalStateException e) {
                LOG.atWarn()
                        .addKeyValue("file", from)
                        .addKeyValue("why", e.getMessage())
                        .log("Write keys cannot be read again, those of before hold");
            }
        }
    }

    private synchronized void read(Path from) throws IOException {
        var before = state(from);
        var read = new ArrayList<byte[]>();
        for (var line : Files.readAllLines(from)) {
            var text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                read.add(digest(text.split("\\s+", 2)[0]));
            }
        }
        if (read.isEmpty()) {
            throw new IllegalStateException("There is no key in " + from + " (setting collector.keys.file).");
        }
        digests = List.copyOf(read);
        seen = before;
    }

    private static State state(Path file) throws IOException {
        return new State(Files.getLastModifiedTime(file), Files.size(file));
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
