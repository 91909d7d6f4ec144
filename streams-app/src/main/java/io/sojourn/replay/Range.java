package io.sojourn.replay;

/**
 * A stretch of the ledger, by its own time in milliseconds. Folding begins at the top in any case, since who stands where follows
 * from all that was before.
 *
 * @param from what was found before this is not told
 * @param until what the ledger was told after this is not heard
 */
public record Range(long from, long until) {
    public static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);
}
