package io.sojourn.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child of this process that runs one of our main classes; it ends when its standard input does. */
final class JavaProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader output;
    private final String name;

    private JavaProcess(Process process, String name) {
        this.process = process;
        this.name = name;
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it with our class path; what it logs comes out on our standard error. */
    static JavaProcess start(List<String> options, Class<?> main, List<String> args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(args);
        return start(new ProcessBuilder(command), main.getSimpleName() + args);
    }

    /** Starts one that is set up already. */
    static JavaProcess start(ProcessBuilder ready, String name) throws IOException {
        return new JavaProcess(
                ready.redirectError(ProcessBuilder.Redirect.INHERIT).start(), name);
    }

    /** The next line it prints; what its Java itself has to say, as {@code [0.5s][info]…}, is left out. */
    String line() throws IOException {
        String line = output.readLine();
        while (line != null && line.startsWith("[")) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IllegalStateException(name + " ended without an answer; what it logged stands above");
        }
        return line;
    }

    /** Processor time it used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
