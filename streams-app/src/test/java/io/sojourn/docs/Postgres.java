package io.sojourn.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real PostgreSQL with logical decoding and a data folder of its own, on loopback, that can be crashed and started again. */
@SuppressWarnings("try") // its close() may be interrupted, and then so is the test
final class Postgres implements AutoCloseable {
    static final String PASSWORD = "never-in-a-log-of-ours";

    private static final boolean WE_ARE_ROOT = "root".equals(System.getProperty("user.name"));

    /** PostgreSQL refuses to run as root. */
    private static final List<String> NOT_ROOT =
            WE_ARE_ROOT ? List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups") : List.of();

    private final Path bin;
    private final Path dir;
    private final int port;

    private Postgres(Path bin, Path dir, int port) {
        this.bin = bin;
        this.dir = dir;
        this.port = port;
    }

    /** Skips the test where none is installed. */
    static void assumeInstalled() {
        assumeThat(bin())
                .as("Tests need PostgreSQL: apt-get install postgresql")
                .isPresent();
    }

    /** Starts one with an empty database {@code shop} in this folder, which is made. */
    static Postgres start(Path dir) throws IOException, InterruptedException {
        Files.createDirectories(dir);
        if (WE_ARE_ROOT) {
            Files.setPosixFilePermissions(dir.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
            Files.setOwner(
                    dir, dir.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
            assumeThat(by(NOT_ROOT, "test", "-w", dir.toString()).start().waitFor())
                    .as("PostgreSQL does not run as root, and the user nobody cannot get to " + dir)
                    .isZero();
        }
        Postgres postgres = new Postgres(bin().orElseThrow(), dir, freePort());
        Path password = Files.writeString(dir.resolve("password"), PASSWORD);
        postgres.call(
                NOT_ROOT,
                "initdb",
                "--pgdata=" + postgres.data(),
                "--username=postgres",
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync");
        postgres.startAgain();
        postgres.psql("postgres", "--command=CREATE DATABASE shop");
        return postgres;
    }

    int port() {
        return port;
    }

    /** Runs a file of psql's in the shop. */
    void run(Path file) throws IOException, InterruptedException {
        psql("shop", "--file=" + file);
    }

    /** Runs statements, each committed for itself, and answers with the rows of the last: columns apart by a bar. */
    List<String> ask(String... statements) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("--quiet", "--tuples-only", "--no-align"));
        for (String statement : statements) {
            options.add("--command=" + statement);
        }
        return psql("shop", options.toArray(String[]::new)).lines().toList();
    }

    /** All its processes end at once, without a word to anybody. */
    void crash() throws IOException, InterruptedException {
        call(NOT_ROOT, "pg_ctl", "--pgdata=" + data(), "--mode=immediate", "stop");
    }

    void startAgain() throws IOException, InterruptedException {
        call(
                NOT_ROOT,
                "pg_ctl",
                "--pgdata=" + data(),
                "--log=" + dir.resolve("postgres.log"),
                "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
                        + " -c wal_level=logical",
                "start");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (Files.exists(data().resolve("postmaster.pid"))) {
            crash();
        }
    }

    private Path data() {
        return dir.resolve("data");
    }

    private String psql(String database, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--no-psqlrc",
                "--set=ON_ERROR_STOP=1",
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=postgres",
                "--dbname=" + database));
        arguments.addAll(List.of(options));
        return call(List.of(), "psql", arguments.toArray(String[]::new));
    }

    /** Runs one of its programs and answers with what it printed. */
    private String call(List<String> as, String program, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = by(as, bin.resolve(program).toString(), arguments);
        Path output = dir.resolve(program + ".out");
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(Map.of("PGPASSWORD", PASSWORD, "SHOP_DB_PASSWORD", PASSWORD));
        Process process = builder.start();
        boolean ended = process.waitFor(1, TimeUnit.MINUTES);
        String printed = Files.readString(output);
        assertThat(ended && process.exitValue() == 0)
                .as("%s: %s", program, printed)
                .isTrue();
        return printed;
    }

    private static ProcessBuilder by(List<String> as, String program, String... arguments) {
        return new ProcessBuilder(Stream.of(as.stream(), Stream.of(program), Stream.of(arguments))
                .<String>flatMap(each -> each)
                .toList());
    }

    /** Debian keeps the server's programs off the path. */
    private static Optional<Path> bin() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            Optional<Path> newest = versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
            if (newest.isPresent()) {
                return newest;
            }
        } catch (IOException noDebian) {
            // Then it may be on the path.
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                .findFirst();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
