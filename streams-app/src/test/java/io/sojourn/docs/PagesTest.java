package io.sojourn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Links lead somewhere, and commands in the pages are commands there are. */
class PagesTest {

    static Stream<Page> pages() throws IOException {
        return Page.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_lead_somewhere(Page page) throws IOException {
        List<String> dead = new ArrayList<>();
        for (String link : page.localLinks()) {
            if (!leadsSomewhere(page, link)) {
                dead.add(link);
            }
        }
        assertThat(dead).as("dead links in " + page).isEmpty();
    }

    /** As the command line itself reads them: options that do not exist are found too. */
    @ParameterizedTest
    @MethodSource("pages")
    void commands_to_copy_are_understood(Page page) {
        for (String call : page.calls()) {
            assertThat(troubleWith(call)).as("`sojourn %s` in %s", call, page).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void commands_spoken_of_exist(Page page) {
        for (String mention : page.mentions()) {
            assertThat(unknownCommandIn(mention))
                    .as("`sojourn %s` in %s", mention, page)
                    .isEmpty();
        }
    }

    @Test
    void there_is_something_to_check() throws IOException {
        List<Page> pages = Page.all();
        assertThat(pages).extracting(Page::toString).contains("README.md", "README.zh.md", "docs/architecture.md");
        assertThat(pages.stream().mapToInt(page -> page.localLinks().size()).sum())
                .isPositive();
        assertThat(pages.stream().mapToInt(page -> page.calls().size()).sum()).isPositive();
        assertThat(troubleWith("no-such-command")).isNotEmpty();
        assertThat(troubleWith("doctor --no-such-option")).isNotEmpty();
        assertThat(unknownCommandIn("topics mend")).isNotEmpty();
    }

    private static boolean leadsSomewhere(Page page, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target =
                path.isEmpty() ? page.file() : page.file().resolveSibling(path).normalize();
        if (!Files.exists(target) || !target.startsWith(Page.ROOT)) {
            return false;
        }
        return hash < 0 || new Page(target, Files.readString(target)).anchors().contains(link.substring(hash + 1));
    }

    private static String troubleWith(String call) {
        try {
            Main.commandLine().parseArgs(call.isEmpty() ? new String[0] : call.split("\\s+", -1));
            return "";
        } catch (CommandLine.ParameterException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The first word that should be a command and is none; what follows a command without subcommands is free. */
    private static String unknownCommandIn(String mention) {
        CommandLine command = Main.commandLine();
        for (String word : mention.split("\\s+", -1)) {
            CommandLine sub = command.getSubcommands().get(word);
            boolean isCommandWord = word.matches("[a-z][a-z-]*");
            if (sub == null) {
                return command.getSubcommands().isEmpty() || !isCommandWord ? "" : word;
            }
            command = sub;
        }
        return "";
    }
}
