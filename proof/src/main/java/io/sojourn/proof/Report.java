package io.sojourn.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured so far, written anew after each part: a run that is cut short leaves what it has. */
final class Report {
    private final Path folder;
    private final Instant began;
    private final List<Table> tables = new ArrayList<>();
    private final List<Aim> aims = new ArrayList<>();
    private final Map<String, Object> details = new LinkedHashMap<>();

    /** @param folder gets {@code report.md} and {@code report.json} */
    Report(Path folder, Instant began) {
        this.folder = folder;
        this.began = began;
    }

    /** Something for {@code report.json} alone, from the next part on. */
    void tell(String name, Object detail) {
        details.put(name, detail);
    }

    /** One more part. */
    void add(List<Table> more, List<Aim> moreAims) throws IOException {
        tables.addAll(more);
        aims.addAll(moreAims);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("machine", Machine.described());
        json.putAll(details);
        json.put("aims", aims);
        json.put("tables", tables);
        Files.writeString(folder.resolve("report.md"), markdown());
        Files.writeString(
                folder.resolve("report.json"),
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json));
    }

    List<Aim> aims() {
        return List.copyOf(aims);
    }

    String markdown() {
        StringBuilder text = new StringBuilder("Measured ")
                .append(began.toString(), 0, 16)
                .append("Z in ")
                .append(Duration.between(began, Instant.now()).toMinutes())
                .append(" minutes on ")
                .append(Machine.described())
                .append(".\n\n");
        tables.forEach(table -> text.append(table.markdown()));
        return text.append(Aim.table(aims).markdown()).toString();
    }
}
