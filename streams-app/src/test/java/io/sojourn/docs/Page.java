package io.sojourn.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One Markdown file of the repository, as its readers see it. */
record Page(Path file, String text) {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");
    private static final Pattern INLINE_CODE = Pattern.compile("`[^`\n]+`");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern CALL = Pattern.compile("(?:scripts/)?sojourn((?: [^`\n|]*)?)");

    /** Every page at the root, in {@code docs} and beside the sources of a module. */
    static List<Page> all() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 4)) {
            List<Page> pages = new ArrayList<>();
            for (Path file : files.filter(Page::isOurs).sorted().toList()) {
                pages.add(new Page(file, Files.readString(file)));
            }
            return pages;
        }
    }

    private static boolean isOurs(Path file) {
        String inside = ROOT.relativize(file).toString();
        return inside.endsWith(".md") && !inside.contains("target") && !inside.startsWith(".");
    }

    /** Targets of links, without those to other sites. */
    List<String> localLinks() {
        return LINK.matcher(withoutCode())
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.contains("://") && !target.startsWith("mailto:"))
                .toList();
    }

    /** What {@code #…} can point at, as forges make it of the headings. */
    Set<String> anchors() {
        return HEADING.matcher(FENCED.matcher(text).replaceAll(""))
                .results()
                .map(heading -> anchor(heading.group(1)))
                .collect(Collectors.toSet());
    }

    private static String anchor(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\p{M}_ -]", "")
                .replace(' ', '-');
    }

    /** Calls of {@code sojourn} in blocks of commands: the arguments of each, as they stand. */
    List<String> calls() {
        return FENCED.matcher(text)
                .results()
                .flatMap(block -> block.group().lines())
                .map(line -> line.startsWith("$ ") ? line.substring(2) : line)
                .filter(line -> line.matches("(scripts/)?sojourn( .*)?"))
                .map(line -> line.replaceFirst("\\s#.*", "").replaceFirst("\\s*[|>&].*", ""))
                .map(line -> line.replaceFirst("(scripts/)?sojourn", "").strip())
                .toList();
    }

    /** Commands named in running text: the arguments of each, as far as they go. */
    List<String> mentions() {
        return INLINE_CODE
                .matcher(FENCED.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .map(code -> code.substring(1, code.length() - 1))
                .flatMap(code -> CALL.matcher(code).results().filter(call -> call.start() == 0))
                .map(call -> call.group(1).strip())
                .toList();
    }

    private String withoutCode() {
        return INLINE_CODE.matcher(FENCED.matcher(text).replaceAll("")).replaceAll("");
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}
