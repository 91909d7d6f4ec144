package io.sojourn.lifecycle;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Real orders, which are not part of the repository. They are looked for in the folder named by the system property {@code
 * sojourn.data}, else in {@code shared/data} beside any folder above this one; where they are absent the test is skipped.
 */
public final class RealData {
    private RealData() {}

    /** The rows of a CSV file, gz too. */
    public static List<NamedCsvRecord> rows(String file) {
        Path path = path(file);
        try (InputStream in = Files.newInputStream(path);
                InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(in) : in;
                CsvReader<NamedCsvRecord> csv =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            return csv.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** Where a file or folder of the real data is; skips the test if it is not there. */
    public static Path path(String file) {
        Path folder = folder();
        assumeTrue(
                folder != null && Files.exists(folder.resolve(file)),
                () -> "real data not found: put " + file
                        + " into ../shared/data, or name its folder with -Dsojourn.data");
        return folder.resolve(file);
    }

    /** Money in 1/10,000. */
    public static long money(String text) {
        return new BigDecimal(text).movePointRight(4).longValueExact();
    }

    private static @Nullable Path folder() {
        String named = System.getProperty("sojourn.data");
        if (named != null) {
            return Path.of(named);
        }
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            Path folder = above.resolve("shared").resolve("data");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        return null;
    }
}
