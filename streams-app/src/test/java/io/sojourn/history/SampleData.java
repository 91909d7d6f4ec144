package io.sojourn.history;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Where the public data sets lie that this project is measured on; they are no part of the repository. */
final class SampleData {
    private SampleData() {}

    /** Skips the test where the file is not there. */
    static Path file(String name) {
        String told = System.getProperty("sojourn.data");
        Path found = told != null ? Path.of(told, name) : upwards("shared/data/" + name);
        Assumptions.assumeTrue(
                Files.exists(found),
                name
                        + " is not here: put the data sets beside the repository as ../shared/data, or say -Dsojourn.data=FOLDER");
        return found;
    }

    /** One of the mappings that we ship. */
    static Path mapping(String name) {
        return upwards("docs/mappings/" + name);
    }

    private static Path upwards(String name) {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        return here.resolve(name);
    }
}
