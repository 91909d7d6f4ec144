package io.sojourn.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.intake.Reason;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/import.md} names every key of a mapping and every reason for which a row is refused. */
class ImportPageTest {
    private static final Path PAGE = Path.of("..", "docs", "import.md");

    @Test
    void every_reason_is_explained() throws Exception {
        String page = Files.readString(PAGE);
        for (var field : RowRefusal.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                String reason = String.valueOf(field.get(null));
                boolean ofIntake =
                        Stream.of(Reason.values()).anyMatch(each -> each.name().equals(reason));
                assertThat(ofIntake || page.contains("`" + reason + "`"))
                        .as(reason)
                        .isTrue();
            }
        }
    }

    @Test
    void every_key_is_explained() throws Exception {
        String page = Files.readString(PAGE);
        for (var record : List.of(
                Mapping.class,
                Mapping.Customer.class,
                Mapping.Amount.class,
                Mapping.Currency.class,
                Kind.class,
                FileShape.class,
                RowTest.class,
                Skip.class)) {
            for (var key : record.getRecordComponents()) {
                assertThat(page).as(record.getSimpleName()).containsPattern("(?m)(^|[`{ .])" + key.getName() + "[`:]");
            }
        }
    }
}
