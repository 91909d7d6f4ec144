package io.sojourn.replay;

/**
 * A file of a local copy: some consecutive entries of one partition.
 *
 * @param file its name, beside the index
 * @param first the offset of its first entry
 * @param next where the entries after it begin
 * @param last the offset of its last entry
 * @param entries how many there are
 * @param sha256 of the file
 * @param chain SHA-256 over the chain of the segment before it and this one's {@code sha256}
 */
record Segment(String file, long first, long next, long last, long entries, String sha256, String chain) {}
