package io.sojourn;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the HTTP collector listens and what it takes; {@link Setting} has the keys.
 *
 * @param host where it listens
 * @param port its port; 0 takes a free one
 * @param keysFile who may send; null if nobody is asked
 * @param tlsKeystore with its certificate; null for plain HTTP
 * @param tlsPassword what opens that
 * @param corsOrigins web pages that may send
 * @param anonymousPrefix makes a customer id of an anonymous id; empty if those are guests
 * @param refuseUnknown whether tracked events without a place of their own are refused
 * @param maxBody largest body in bytes, before and after decompression
 * @param maxBatch most events in one request
 * @param maxWaiting most events waiting for the broker
 * @param patience how long the broker may take over an event
 */
public record CollectorSettings(
        String host,
        int port,
        @Nullable Path keysFile,
        @Nullable Path tlsKeystore,
        String tlsPassword,
        List<String> corsOrigins,
        String anonymousPrefix,
        boolean refuseUnknown,
        int maxBody,
        int maxBatch,
        int maxWaiting,
        Duration patience) {

    private static final String MAYBE_A_FILE = "|\\S(.*\\S)?";

    public CollectorSettings {
        corsOrigins = List.copyOf(corsOrigins);
    }

    static CollectorSettings read(SettingsReader read) {
        return new CollectorSettings(
                read.matching(Setting.COLLECTOR_HOST, "\\S+"),
                read.integer(Setting.COLLECTOR_PORT, 0, 65_535),
                file(read.matching(Setting.COLLECTOR_KEYS_FILE, MAYBE_A_FILE)),
                file(read.matching(Setting.COLLECTOR_TLS_KEYSTORE, MAYBE_A_FILE)),
                read.text(Setting.COLLECTOR_TLS_PASSWORD),
                Stream.of(read.matching(
                                        Setting.COLLECTOR_CORS_ORIGINS,
                                        "|\\*|https?://[^\\s,]+(\\s*,\\s*https?://[^\\s,]+)*")
                                .split(","))
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .toList(),
                read.matching(Setting.COLLECTOR_ANONYMOUS_PREFIX, "\\P{Cntrl}{0,64}"),
                read.matching(Setting.COLLECTOR_UNKNOWN, "engage|refuse").equals("refuse"),
                (int) read.size(Setting.COLLECTOR_MAX_BODY, 1 << 10, 16 << 20),
                read.integer(Setting.COLLECTOR_MAX_BATCH, 1, 10_000),
                read.integer(Setting.COLLECTOR_MAX_WAITING, 1, 1_000_000),
                read.duration(Setting.COLLECTOR_PATIENCE, Duration.ofSeconds(1), Duration.ofMinutes(5)));
    }

    /** By key, as written in a file; holds a secret. */
    Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("collector.host", host);
        texts.put("collector.port", "" + port);
        texts.put("collector.keys.file", keysFile == null ? "" : keysFile.toString());
        texts.put("collector.tls.keystore", tlsKeystore == null ? "" : tlsKeystore.toString());
        texts.put("collector.tls.keystore.password", tlsPassword);
        texts.put("collector.cors.origins", String.join(",", corsOrigins));
        texts.put("collector.anonymous.prefix", anonymousPrefix);
        texts.put("collector.unknown", refuseUnknown ? "refuse" : "engage");
        texts.put("collector.max.body", "" + maxBody);
        texts.put("collector.max.batch", "" + maxBatch);
        texts.put("collector.max.waiting", "" + maxWaiting);
        texts.put("collector.patience", patience.toMillis() + "ms");
        return texts;
    }

    /** By key, secrets hidden. */
    @Override
    public String toString() {
        var shown = new LinkedHashMap<String, String>();
        texts().forEach((k, v) -> shown.put(k, Secrets.hide(k, v)));
        return shown.toString();
    }

    private static @Nullable Path file(String text) {
        return text.isEmpty() ? null : Path.of(text);
    }
}
