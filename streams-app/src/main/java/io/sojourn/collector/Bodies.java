package io.sojourn.collector;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the body of a request before any thread is given to it, so that slow senders cost memory for what they have
 * sent, and nothing else. What is too large, too slow, packed too tightly or comes with a wrong key goes no further.
 */
final class Bodies extends Handler.Wrapper {
    private static final String BODY = Bodies.class.getName();
    private static final long MOST_HELD = 64L << 20;

    private final Keys keys;
    private final int most;
    private final long mostHeld;
    private final Duration within;
    private final AtomicLong held = new AtomicLong();

    /**
     * @param most largest body in bytes, before and after decompression
     * @param within how long a sender may take over it
     */
    Bodies(Keys keys, int most, Duration within) {
        this.keys = keys;
        this.most = most;
        this.mostHeld = Math.max(MOST_HELD, 4L * most);
        this.within = within;
    }

    /**
     * What was gathered, as it is after decompression.
     *
     * @param attribute the request's, by name
     * @throws Problem if it goes no further
     */
    static byte[] of(Function<String, @Nullable Object> attribute) {
        var gathered = attribute.apply(BODY);
        if (gathered instanceof Problem problem) {
            throw problem;
        }
        return gathered instanceof byte[] bytes ? bytes : new byte[0];
    }

    /** Bytes of bodies that are being gathered. */
    long held() {
        return held.get();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getMethod().equals("POST")) {
            return super.handle(request, response, callback);
        }
        var refusal = refusalBeforehand(request);
        if (refusal != null) {
            request.setAttribute(BODY, refusal);
            return super.handle(request, response, callback);
        }
        new Gathering(request, response, callback).begin();
        return true;
    }

    private @Nullable Problem refusalBeforehand(Request request) {
        if (request.getLength() > most) {
            return Problem.tooLarge(most);
        }
        var key = Keys.in(request.getHeaders().get(HttpHeader.AUTHORIZATION));
        if (key != null && !keys.admits(key)) {
            return Problem.unknownKey();
        }
        return packing(request) == Packing.OTHER
                ? Problem.lasting(
                        415,
                        "encoding-unknown",
                        "The body is packed in a way not taken here.",
                        "Send it plain or with Content-Encoding: gzip.")
                : null;
    }

    private enum Packing {
        NONE,
        GZIP,
        OTHER
    }

    private static Packing packing(Request request) {
        var encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> Packing.NONE;
            case "gzip", "x-gzip" -> Packing.GZIP;
            default -> Packing.OTHER;
        };
    }

    private Object unpacked(Request request, byte[] bytes) {
        if (packing(request) == Packing.NONE) {
            return bytes;
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            var plain = in.readNBytes(most + 1);
            return plain.length > most ? Problem.tooLarge(most) : plain;
        } catch (IOException e) {
            return Problem.unreadable("The body is not gzip, as its Content-Encoding says.");
        }
    }

    /** One body on its way. */
    private final class Gathering implements Runnable {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream gathered;
        private final AtomicBoolean ended = new AtomicBoolean();
        private long mine;
        private boolean over;

        Gathering(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
            // What is announced is not believed: memory is taken for what has come.
            this.gathered = new ByteArrayOutputStream(1024);
        }

        void begin() {
            Scheduler.Task deadline = request.getComponents()
                    .getScheduler()
                    .schedule(this::tooSlow, within.toMillis(), TimeUnit.MILLISECONDS);
            Request.addCompletionListener(request, whatever -> {
                deadline.cancel();
                letGo();
            });
            run();
        }

        /** Takes what is there, without waiting, and asks to be called again when more has come. */
        @Override
        public void run() {
            while (!ended.get()) {
                var chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    if (ended.compareAndSet(false, true)) {
                        callback.failed(chunk.getFailure());
                    }
                    return;
                }
                var bytes = new byte[chunk.remaining()];
                chunk.getByteBuffer().get(bytes);
                boolean last = chunk.isLast();
                chunk.release();
                if (gathered.size() + bytes.length > most) {
                    end(Problem.tooLarge(most));
                } else if (!hold(bytes.length)) {
                    end(Problem.overload("Too many bodies are on their way at a time."));
                } else {
                    gathered.writeBytes(bytes);
                    if (last) {
                        end(gathered.toByteArray());
                    }
                }
            }
        }

        /** False if all bodies together have become too large. */
        private synchronized boolean hold(int bytes) {
            if (over) {
                return true; // answered meanwhile, nobody holds it
            }
            mine += bytes;
            return held.addAndGet(bytes) <= mostHeld;
        }

        private synchronized void letGo() {
            over = true;
            held.addAndGet(-mine);
            mine = 0;
        }

        private void tooSlow() {
            // What has not come when the answer is written ends the connection.
            end(Problem.tooSlow(within));
        }

        private void end(Object outcome) {
            if (ended.compareAndSet(false, true)) {
                // Not on the thread that reads from sockets: what follows decompresses, parses and encodes.
                request.getComponents().getExecutor().execute(() -> goOn(outcome));
            }
        }

        private void goOn(Object outcome) {
            try {
                request.setAttribute(BODY, outcome instanceof byte[] bytes ? unpacked(request, bytes) : outcome);
                if (!Bodies.super.handle(request, response, callback)) {
                    Response.writeError(request, response, callback, 404);
                }
            } catch (Exception e) {
                Response.writeError(request, response, callback, e);
            }
        }
    }
}
