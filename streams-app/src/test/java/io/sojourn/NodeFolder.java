package io.sojourn;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A folder for programs of Node under {@code target/}, with packages from npm, unmodified. */
public final class NodeFolder {
    private NodeFolder() {}

    /**
     * The folder of that name among the test resources, copied, with the packages its {@code package.json} names. Leaves
     * the test out where there is no Node, or npm cannot install them.
     */
    public static Path ready(String name) throws IOException, InterruptedException {
        Path folder = Path.of("target", name).toAbsolutePath();
        Files.createDirectories(folder);
        assumeTrue(run(folder, "node", "--version"), "node is not here: " + name + " left out");
        assumeTrue(run(folder, "npm", "--version"), "npm is not here: " + name + " left out");
        try (var files = Files.list(Path.of("src", "test", "resources", name))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        assumeTrue(
                packagesIn(folder).stream().allMatch(Files::exists)
                        || run(
                                folder,
                                "npm",
                                "install",
                                "--no-audit",
                                "--no-fund",
                                "--ignore-scripts",
                                "--fetch-retries=0"),
                "npm cannot install what " + name + "/package.json names: " + name + " left out");
        return folder;
    }

    private static List<Path> packagesIn(Path folder) throws IOException {
        List<Path> packages = new ArrayList<>();
        new ObjectMapper()
                .readTree(folder.resolve("package.json").toFile())
                .path("dependencies")
                .fieldNames()
                .forEachRemaining(
                        each -> packages.add(folder.resolve("node_modules").resolve(each)));
        return packages;
    }

    private static boolean run(Path folder, String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .start();
            boolean ended = process.waitFor(1, TimeUnit.MINUTES);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
