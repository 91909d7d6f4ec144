package io.sojourn.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A key pair for 127.0.0.1 with a certificate of its own, made by the JDK's tool: key store and trust store in one. */
public final class SelfSigned {
    public static final String PASSWORD = "changeit";

    private SelfSigned() {}

    /** The store (PKCS12), in a file below {@code dir}. */
    public static Path in(Path dir) throws IOException, InterruptedException {
        return in(dir, PASSWORD);
    }

    public static Path in(Path dir, String password) throws IOException, InterruptedException {
        Path store = Files.createDirectories(dir).resolve("keys.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "sojourn",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        password))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return store;
    }
}
