package io.sojourn.collector;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the sender.
 *
 * @param status of HTTP
 * @param body JSON, UTF-8
 * @param retryAfter after which sending again makes sense; null where it does not
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes go to the socket; nobody compares two answers
record Answer(int status, byte[] body, @Nullable Duration retryAfter) {}
