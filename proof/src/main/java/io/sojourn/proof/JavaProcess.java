package io.sojourn.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A child of this process that runs one of our main classes; it ends when its standard input does. */
public final class JavaProcess implements AutoCloseable {
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
        return start(new ProcessBuilder(command(options, classPath(), main, args)), main.getSimpleName() + args);
    }

    /** Starts one that is set up already. */
    static JavaProcess start(ProcessBuilder ready, String name) throws IOException {
        return new JavaProcess(
                ready.redirectError(ProcessBuilder.Redirect.INHERIT).start(), name);
    }

    /** Likewise, with another class path, something in its environment, and a file that what it logs is added to. */
    public static JavaProcess start(
            List<String> options,
            String classPath,
            Class<?> main,
            List<String> args,
            Map<String, String> environment,
            Path log)
            throws IOException {
        ProcessBuilder ready = new ProcessBuilder(command(options, classPath, main, args));
        ready.environment().putAll(environment);
        return new JavaProcess(
                ready.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start(),
                main.getSimpleName() + args);
    }

    /** Of this process. */
    public static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static List<String> command(List<String> options, String classPath, Class<?> main, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(args);
        return command;
    }

    /** The next line it prints; what its Java itself has to say, as {@code [0.5s][info]…}, is left out. */
    public String line() throws IOException {
        String line = output.readLine();
        while (line != null && line.startsWith("[")) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IllegalStateException(name + " ended without an answer; what it logged stands above");
        }
        return line;
    }

    public long pid() {
        return process.pid();
    }

    /** Whether it runs, or would if it were not paused. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends a signal by name, such as {@code TERM}, {@code STOP} or {@code CONT}. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    }

    /** What it ended with; 137 after SIGKILL. It is killed if it has not ended within {@code patience}. */
    public int exitCode(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
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
