package io.sojourn.connectors.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.connectors.webhook.Answer.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks go to public addresses, unless somebody says otherwise. */
class WebhookAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.100.100.200",
                "192.0.0.192",
                "224.0.0.1",
                "255.255.255.255",
                "198.18.0.1",
                "::1",
                "::",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "2001:0:1::1",
                "ff02::1"
            })
    void private_addresses_are_known(String address) throws UnknownHostException {
        assertThat(PrivateNetworks.include(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
                "128.0.0.0", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0",
                "223.255.255.255", "2606:4700:4700::1111", "2a00:1450::1", "fbff::1", "2003::1"
            })
    void public_ones_are_let_through(String address) throws UnknownHostException {
        assertThat(PrivateNetworks.include(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "2130706433"})
    void a_task_for_a_private_address_does_not_start(String host) {
        try (Worker connect = new Worker()) {
            assertThatThrownBy(
                            () -> connect.start("http://" + host + ":9/hooks", WebhookSettings.ALLOW_PRIVATE, "false"))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("private address")
                    .hasMessageContaining("allow.private.addresses=true");
        }
    }

    /** A name that is public when it is checked and private when it is connected to. */
    @Test
    void what_is_connected_to_is_what_was_checked() throws UnknownHostException {
        try (Mailbox inside = new Mailbox()) {
            AtomicInteger asked = new AtomicInteger();
            AddressGuard guard =
                    new AddressGuard(names(host -> asked.incrementAndGet() == 1 ? "192.88.99.1" : "127.0.0.1"), false);
            assertThat(guard.resolve("rebinding.example")).hasSize(1);

            Answer answer = post(guard, "rebinding.example", inside.port());
            assertThat(answer.verdict()).isEqualTo(Verdict.REFUSED);
            assertThat(answer.reason()).contains("rebinding.example leads to 127.0.0.1, a private address");
            assertThat(inside.kept()).isEmpty();
            assertThat(asked).as("once to check, once to connect").hasValue(2);

            AddressGuard open = new AddressGuard(names(host -> "127.0.0.1"), true);
            assertThat(post(open, "rebinding.example", inside.port()).verdict())
                    .as("the control: it is the guard that keeps it out")
                    .isEqualTo(Verdict.DELIVERED);
        }
    }

    @Test
    void an_unknown_name_may_be_known_later() {
        DnsResolver nobody = names(host -> {
            throw new UnknownHostException(host);
        });
        assertThat(post(new AddressGuard(nobody, false), "nobody.example", 443).verdict())
                .isEqualTo(Verdict.TRY_AGAIN);
    }

    private static Answer post(AddressGuard guard, String host, int port) {
        Map<String, String> settings = Worker.settings("http://" + host + ":" + port + "/hooks");
        try (Receiver receiver = new Receiver(new WebhookSettings(settings), guard, Clock.systemUTC())) {
            return receiver.post(
                    Letter.sealed("a/b/1", new byte[] {'{', '}'}, Instant.now(), SigningKey.in(Worker.SECRET)));
        }
    }

    private interface Names {
        String addressOf(String host) throws UnknownHostException;
    }

    private static DnsResolver names(Names names) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return new InetAddress[] {InetAddress.getByName(names.addressOf(host))};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
