package io.sojourn.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.ledger.Mode;
import io.sojourn.schemas.Topics;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** How an entry of the ledger is marked beside its bytes, which stay as their source wrote them. */
public final class LedgerEntries {
    private LedgerEntries() {}

    /**
     * In which mode an event came in.
     *
     * @throws IllegalArgumentException if the header names no mode
     */
    public static Mode mode(Headers headers) {
        Header header = headers.lastHeader(Topics.MODE_HEADER);
        return header == null ? Mode.LIVE : Mode.valueOf(new String(header.value(), UTF_8));
    }
}
