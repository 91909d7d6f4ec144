package io.sojourn.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much may still be written below a folder. */
final class FreeDisk {
    private FreeDisk() {}

    /** Bytes; of the nearest folder above where this one does not exist yet; 0 where nothing can be told. */
    static long below(Path folder) {
        for (var at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at)) {
                try {
                    return Files.getFileStore(at).getUsableSpace();
                } catch (IOException e) {
                    // Who cannot even ask the disk cannot write to it.
                    return 0;
                }
            }
        }
        return 0;
    }
}
