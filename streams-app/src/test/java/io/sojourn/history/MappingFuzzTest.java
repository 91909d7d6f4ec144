package io.sojourn.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

class MappingFuzzTest {
    @TempDir
    static Path folder;

    static Stream<byte[]> texts() throws IOException {
        try (Stream<Path> files = Files.list(SampleData.mapping(""))) {
            return files.sorted().map(MappingFuzzTest::bytes).toList().stream();
        }
    }

    @MethodSource("texts")
    @FuzzTest
    void any_text_is_a_mapping_or_is_refused_with_line_and_column(byte @NotNull [] text) throws IOException {
        Path file = Files.write(folder.resolve("mapping.yaml"), text);
        try {
            assertThat(MappingFile.load(file).mapping().kinds()).isNotEmpty();
        } catch (MappingRefusedException refused) {
            assertThat(refused).message().containsPattern("line \\d+, column \\d+");
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
