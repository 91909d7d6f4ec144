package io.sojourn.cli;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A real browser, without a window, in which nobody was before. */
final class Chromium {
    /** Of the log of the network. What the browser asks for by itself is of no origin. */
    private static final Pattern ASKED =
            Pattern.compile("\"initiator\":\"(?!not an origin\")[^\n]*?\"url\":\"((?:https?|wss?)://[^\"]*)\"");

    private Chromium() {}

    /**
     * What a page was to its reader.
     *
     * @param dom the document as HTML, after everything was loaded
     * @param complaints lines of the console, such as errors of scripts and of what could not be loaded
     * @param asked addresses beyond this machine's files that the page asked for
     */
    record Seen(String dom, BufferedImage picture, List<String> complaints, List<String> asked) {}

    /** Skips the test where none is installed. */
    static void assumeInstalled() {
        assumeThat(program())
                .as("Tests need Chromium: apt-get install chromium")
                .isPresent();
    }

    /**
     * Opens a page and ends.
     *
     * @param picture PNG file to write
     * @param dir for its profile and logs
     * @param width of the picture in pixels
     * @param height of the picture in pixels
     */
    static Seen open(Path page, Path picture, int width, int height, Path dir)
            throws IOException, InterruptedException {
        Path dom = dir.resolve("dom.html");
        Path log = dir.resolve("chromium.log");
        Path network = dir.resolve("network.json");
        Process browser = new ProcessBuilder(
                        program().orElseThrow().toString(),
                        "--headless",
                        // Containers, and root, have no sandbox to give.
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        // Nobody is asked for news of the browser.
                        "--host-resolver-rules=MAP * ~NOTFOUND",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--no-first-run",
                        "--user-data-dir=" + dir.resolve("profile"),
                        "--log-net-log=" + network,
                        "--enable-logging=stderr",
                        "--force-device-scale-factor=1",
                        "--hide-scrollbars",
                        "--window-size=" + width + "," + height,
                        "--screenshot=" + picture.toAbsolutePath(),
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        boolean ended = browser.waitFor(2, MINUTES);
        if (!ended) {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly();
        }
        String said = Files.readString(log);
        assertThat(ended && browser.exitValue() == 0).as(said).isTrue();
        return new Seen(
                Files.readString(dom),
                ImageIO.read(picture.toFile()),
                said.lines().filter(line -> line.contains(":CONSOLE")).toList(),
                ASKED.matcher(Files.readString(network))
                        .results()
                        .map(found -> found.group(1))
                        .distinct()
                        .toList());
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
