package io.sojourn.proof.faults.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.cli.Main;
import io.sojourn.proof.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One instance of the product, by its own command {@code run}, in a process of its own. */
public final class Instance implements AutoCloseable {
    private static final List<String> OPTIONS = List.of(
            "-Xmx384m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(60);
    private static final int FEW = 16;
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);
    private static final Pattern LISTENING = Pattern.compile("Query API is listening.*url=\"?(http://[^\\s\"]+)");

    private final Map<String, String> settings;
    private final Map<String, String> environment = new TreeMap<>();
    private final Path log;
    private List<String> moreOptions = List.of();
    private String classPath = JavaProcess.classPath();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build();
    private @Nullable JavaProcess process;
    private long logBefore;
    private boolean wanted;

    Instance(Map<String, String> settings, Path log) {
        this.settings = new TreeMap<>(settings);
        this.log = log;
    }

    /** Another setting, from the next start on. */
    public Instance with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Something in the environment, from the next start on. */
    public Instance withEnvironment(Map<String, String> more) {
        environment.putAll(more);
        return this;
    }

    /** Options for its Java that win over those it has, from the next start on. */
    public Instance withOptions(String... options) {
        moreOptions = List.of(options);
        return this;
    }

    /** Another build of the product, from the next start on; null for the one at hand. */
    public Instance ofBuild(@Nullable String jars) {
        classPath = jars == null
                ? JavaProcess.classPath()
                : jars
                        + File.pathSeparator
                        + Instance.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath();
        return this;
    }

    public Path stateDir() {
        return Path.of(Objects.requireNonNull(settings.get("state.dir")));
    }

    /** Starts it; should it end by itself, it is started again, as by a service manager. */
    public synchronized void start() throws IOException {
        startOnce();
        wanted = true;
    }

    /** Starts it and leaves it alone. */
    public synchronized void startOnce() throws IOException {
        wanted = false;
        logBefore = Files.exists(log) ? Files.size(log) : 0;
        process = command(List.of("run"));
    }

    /** Any command of the product, with this instance's settings and log. */
    public JavaProcess command(List<String> command) throws IOException {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(moreOptions);
        List<String> args = new ArrayList<>(command);
        settings.forEach((key, value) -> args.addAll(List.of("--set", key + "=" + value)));
        return JavaProcess.start(options, classPath, Instance.class, args, environment, log);
    }

    /** Starts it again if it ended though nobody wanted that. */
    synchronized void keepUp() throws IOException {
        if (wanted && !isAlive()) {
            start();
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** SIGKILL. */
    public synchronized void kill() throws InterruptedException {
        wanted = false;
        process().kill();
    }

    /** SIGTERM, and what it ended with. */
    public synchronized int stop() throws IOException, InterruptedException {
        wanted = false;
        process().signal("TERM");
        return process().exitCode(STOPS_WITHIN);
    }

    /** What it ends with by itself, 137 if it does not. */
    public int exitCode(Duration patience) throws InterruptedException {
        return process().exitCode(patience);
    }

    /** Stands still until {@link #resume}. */
    public void pause() throws IOException, InterruptedException {
        process().signal("STOP");
    }

    public void resume() throws IOException, InterruptedException {
        process().signal("CONT");
    }

    /**
     * Takes from it that it may open one more file or connection.
     *
     * @return false where this machine has no such command
     */
    public boolean limitFiles() throws InterruptedException {
        try {
            return new ProcessBuilder(
                                    "prlimit",
                                    "--nofile=" + FEW + ":" + FEW,
                                    "--pid",
                                    "" + process().pid())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** What {@code /health/ready} says; empty if nobody answers. */
    public String readiness() throws InterruptedException {
        return ready().map(HttpResponse::body).orElse("");
    }

    /** What time it thinks it is, to the second; empty if nobody answers. */
    public Optional<Instant> clock() throws InterruptedException {
        return ready().flatMap(answer -> answer.headers().firstValue("Date"))
                .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    }

    private Optional<HttpResponse<String>> ready() throws InterruptedException {
        try {
            Matcher listening = LISTENING.matcher(logged());
            if (!listening.find()) {
                return Optional.empty();
            }
            URI ready = URI.create(listening.group(1) + "/health/ready");
            HttpRequest question =
                    HttpRequest.newBuilder(ready).timeout(ANSWERS_WITHIN).build();
            return Optional.of(http.send(question, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns when it has its share of the work. */
    public void awaitRunning(Duration patience) throws InterruptedException {
        if (!Watch.within(patience, () -> says("Pipeline is RUNNING"))) {
            throw new IllegalStateException("an instance does not run within " + patience + ", see " + log);
        }
    }

    /** Whether it has logged this since its latest start. */
    public boolean says(String text) {
        try {
            return logged().contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it has ever logged this. */
    public boolean hasSaid(String text) {
        try {
            return Files.readString(log).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    /** What it logged since its latest start. */
    private String logged() throws IOException {
        byte[] all = Files.readAllBytes(log);
        return new String(all, (int) logBefore, all.length - (int) logBefore, UTF_8);
    }

    private JavaProcess process() {
        return Objects.requireNonNull(process, "it was never started");
    }

    @Override
    public synchronized void close() throws IOException {
        wanted = false;
        if (process != null && process.isAlive()) {
            try {
                process.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The process itself: the product's own main class, and an end when whoever started it is gone. */
    public static void main(String[] args) {
        Thread end = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {}
            } catch (IOException e) {
                // As good as its end.
            }
            Runtime.getRuntime().halt(1);
        });
        end.setDaemon(true);
        end.start();
        Main.main(args);
    }
}
