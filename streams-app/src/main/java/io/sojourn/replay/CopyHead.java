package io.sojourn.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ledger.json} says of a local copy. The files of entries and their order are in the indexes; how much of
 * these belongs to the copy is here.
 *
 * @param partitions how many there are
 * @param finished whether the last pull came to its end
 * @param lists what was written of the schemas and of the index of each partition, by the file's name from the folder
 *     of the copy on; null where an older build pulled
 */
record CopyHead(int partitions, boolean finished, @Nullable Map<String, Written> lists) {
    /** Of a folder in which there is no copy. */
    static final CopyHead NONE = new CopyHead(0, false, Map.of());

    /**
     * What was written of a file that only ever grows.
     *
     * @param bytes how many they are
     * @param sha256 of these
     */
    record Written(int bytes, String sha256) {
        Written {
            if (bytes < 0) {
                throw new IllegalArgumentException(bytes + " bytes");
            }
        }

        static Written of(byte[] file) {
            return new Written(file.length, Pull.sha256(file));
        }

        /** Whether a file begins with it. */
        boolean begins(byte[] file) {
            return file.length >= bytes && of(Arrays.copyOf(file, bytes)).equals(this);
        }
    }

    /** The whole of {@code ledger.json}. */
    String text() throws JsonProcessingException {
        return LedgerCopy.MAPPER.writeValueAsString(this) + "\n";
    }
}
