package io.sojourn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeDiskTest {
    @Test
    void a_folder_that_does_not_exist_yet_has_the_space_of_the_one_above(@TempDir Path dir) throws Exception {
        var free = FreeDisk.below(dir.resolve("not/yet/there"));

        // Others write to the same disk meanwhile, so: the same disk, give or take.
        assertThat(free).isPositive();
        assertThat(free).isLessThanOrEqualTo(Files.getFileStore(dir).getTotalSpace());
    }
}
