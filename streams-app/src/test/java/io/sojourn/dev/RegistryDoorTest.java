package io.sojourn.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.ledger.ClockLetter;
import io.sojourn.schemas.RegistryUnavailableException;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Credentials and TLS settings go through to the client, and wrong ones are an outage, never poison. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryDoorTest {
    private static final byte[] SOME_RECORD = {0, 0, 0, 0, 1, 2};

    private EmbeddedBroker broker;
    private Path keys;
    private EmbeddedRegistry registry;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        keys = SelfSigned.in(dir);
        broker = EmbeddedBroker.start(dir);
        registry = EmbeddedRegistry.start(
                broker.bootstrapServers(),
                0,
                EmbeddedRegistry.Door.open().withBasicAuth("anna", "s3cret").withTls(contextOf(keys)));
    }

    @AfterAll
    void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void with_the_right_credentials_and_trust_it_works() {
        assertThat(roundTrip(settings("anna:s3cret", true))).isEqualTo(new ClockLetter(3));
    }

    @Test
    void the_same_settings_without_the_prefix_work_too() {
        Map<String, String> plain = new HashMap<>();
        settings("anna:s3cret", true)
                .forEach((name, value) -> plain.put(
                        name.equals("schema.registry.url") ? name : name.replace("schema.registry.", ""), value));

        assertThat(plain).containsKeys("ssl.truststore.location", "basic.auth.user.info");
        assertThat(roundTrip(plain)).isEqualTo(new ClockLetter(3));
    }

    @Test
    void a_wrong_password_is_an_outage_that_names_the_credentials() {
        try (WireFormat wire = new WireFormat(settings("anna:guess", true))) {
            assertThatThrownBy(() -> wire.decode(Topics.CLOCK, SOME_RECORD))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("credentials")
                    .hasMessageNotContaining("guess");
        }
    }

    @Test
    void a_certificate_nobody_vouches_for_is_an_outage() {
        try (WireFormat wire = new WireFormat(settings("anna:s3cret", false))) {
            assertThatThrownBy(() -> wire.decode(Topics.CLOCK, SOME_RECORD))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }

    private Object roundTrip(Map<String, String> settings) {
        try (WireFormat wire = new WireFormat(settings);
                WireFormat reader = new WireFormat(settings)) {
            return reader.decode(Topics.CLOCK, wire.encode(Topics.CLOCK, new ClockLetter(3)));
        }
    }

    private Map<String, String> settings(String userInfo, boolean trusting) {
        Map<String, String> settings = new HashMap<>();
        settings.put("schema.registry.url", registry.url());
        settings.put("schema.registry.basic.auth.user.info", userInfo);
        if (trusting) {
            settings.put("schema.registry.ssl.truststore.location", keys.toString());
            settings.put("schema.registry.ssl.truststore.password", SelfSigned.PASSWORD);
            settings.put("schema.registry.ssl.truststore.type", "PKCS12");
        }
        return settings;
    }

    private static SSLContext contextOf(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, SelfSigned.PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, SelfSigned.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
