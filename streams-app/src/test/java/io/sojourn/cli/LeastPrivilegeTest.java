package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sojourn.Settings;
import io.sojourn.authoring.PolicyFile;
import io.sojourn.collector.Collector;
import io.sojourn.connectors.EventSender;
import io.sojourn.decisions.StageTransition;
import io.sojourn.events.Engaged;
import io.sojourn.events.PageViewed;
import io.sojourn.events.ProfileUpdated;
import io.sojourn.events.TicketOpened;
import io.sojourn.rights.Component;
import io.sojourn.rights.Right;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import io.sojourn.server.RunningInstance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a broker with TLS, logins and ACLs: what each component may do is enough, and all of it is used. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeastPrivilegeTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String APPLICATION = SecuredBroker.APPLICATION_ID;

    @TempDir
    private Path folder;

    private SecuredBroker broker;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        broker = new SecuredBroker(dir);
        for (Component component : Component.values()) {
            broker.grantAsPrinted(component);
        }
        for (Component component : Component.values()) {
            await().atMost(SOON).until(() -> broker.missing(component).isEmpty());
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void an_order_comes_in_and_a_silence_is_found_with_the_least_rights_of_each_and_each_of_them_is_used()
            throws Exception {
        try (var rulings = new Rulings()) {
            var created = broker.run(
                    Component.DEPLOYMENT, "topics", "create", "--set=input.partitions=2", "--set=ledger.partitions=2");
            assertThat(created.exitCode()).as(created.err()).isEqualTo(ExitCode.OK);
            assertThat(broker.run(Component.DEPLOYMENT, "topics", "check", "--set=ledger.partitions=2")
                            .out())
                    .isEqualToIgnoringNewLines("All topics are as they must be.");

            try (var instance = RunningInstance.start(application("first"))) {
                await().atMost(SOON).until(() -> Asked.ready(instance));
                theApplicationsDoctorFindsItsRightsWell();
                thePastIsImported();
                eventsOfEverySourceCome();
                oneComesByHttp();
                assertThat(stagesReadOf("ann")).containsExactly("NEW", "DORMANT");
                await().atMost(SOON)
                        .until(() -> Asked.of(instance, "/customers/ann/history")
                                        .findValues("to")
                                        .size()
                                == 2);
            }
            // A new machine restores from the changelogs, and so reads them.
            try (var instance = RunningInstance.start(application("second"))) {
                await().atMost(SOON).until(() -> Asked.ready(instance));
                // Its threads join the group one after the other: until the last has, it says to ask again.
                await().atMost(SOON)
                        .until(() -> Asked.of(instance, "/customers/ann")
                                .path("customerId")
                                .asText()
                                .equals("ann"));
            }

            // Had it a right that it does not need, this is what would be seen.
            assertThat(rulings.used("User:source", Right.onTopic(AclOperation.READ, Topics.ORDERS)))
                    .isFalse();
            for (Component component : Component.values()) {
                String user = "User:" + SecuredBroker.user(component);
                assertThat(rulings.denied(user)).as("denied to " + user).isEmpty();
                assertThat(broker.rights(component))
                        .as("rights of " + user)
                        .allSatisfy(right -> assertThat(rulings.used(user, right))
                                .as(right + " is of use")
                                .isTrue());
            }
        }
    }

    /** Under the reference ladder, with something to say on every topic there is. */
    private Settings application(String name) throws IOException {
        Path policy = folder.resolve("policy.yaml");
        Files.writeString(policy, PolicyFile.text("reference") + """
                tags:
                  - {id: ordered, title: {en: Ordered, zh: 已下单}, owner: shop, when: orders() >= 1}
                care-moments:
                  - {id: quiet, title: {en: Quiet, zh: 沉默}, when: silence('order') >= days(90)}
                """);
        return broker.application(name).with("policy.file", policy.toString());
    }

    private void theApplicationsDoctorFindsItsRightsWell() throws Exception {
        var checks = Asked.checks(broker.run(
                Component.APPLICATION, "doctor", "--json", "--set=ledger.partitions=2", broker.stateOf("first")));
        for (String title : List.of("Broker", "Rights", "Topics", "Time", "Clock")) {
            assertThat(checks.path(title).path("status").asText())
                    .as(checks.path(title).toString())
                    .isIn("OK", "WARN");
        }
    }

    private void thePastIsImported() {
        var imported = broker.run(Component.IMPORTER, SecuredBroker.importing());
        assertThat(imported.exitCode()).as(imported.err()).isEqualTo(ExitCode.OK);
        var clock = broker.run(Component.IMPORTER, "clock", "status");
        assertThat(clock.exitCode()).as(clock.err()).isEqualTo(ExitCode.OK);
    }

    private void eventsOfEverySourceCome() throws Exception {
        Instant now = Instant.now();
        Instant silentSoon = now.minus(Duration.ofDays(90)).plusSeconds(8);
        try (var sender = new EventSender(broker.client(Component.SOURCE), broker.registry())) {
            sender.send(BrokerOfTests.order("ann", "a-1", "10", "GBP", silentSoon))
                    .get();
            sender.send(BrokerOfTests.order("ann", "refused", "10", "USD", silentSoon))
                    .get();
            sender.send(new PageViewed("guest", null, now, "/", null)).get();
            sender.send(new TicketOpened("ticket", "ann", "t-1", now, "Where is it?", false))
                    .get();
            sender.send(new Engaged("mail", "ann", now, "email-opened", null, false, Map.of()))
                    .get();
            sender.send(new ProfileUpdated("profile", "ann", now, Map.of("country", "GB")))
                    .get();
        }
    }

    private void oneComesByHttp() throws Exception {
        Settings source =
                broker.settings(Component.SOURCE).with("collector.port", "0").with("money.currency", "GBP");
        try (var collector = Collector.start(source)) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + collector.port() + "/v1/page"))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"messageId\":\"page\",\"userId\":\"ann\"}"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("\"taken\":1");
        }
    }

    private List<String> stagesReadOf(String customer) {
        Map<String, Object> config = new HashMap<>(broker.client(Component.READER));
        config.put("group.id", APPLICATION + "-reader-test");
        config.put("auto.offset.reset", "earliest");
        config.put("isolation.level", "read_committed");
        List<String> stages = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var wire = new WireFormat(broker.registry())) {
            String mirror = Topics.inJson(Topics.STAGE_TRANSITIONS);
            consumer.subscribe(Stream.concat(Topics.DECISIONS.stream(), Stream.of(Topics.CUSTOMER_STATE, mirror))
                    .toList());
            await().atMost(SOON).until(() -> {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (!record.topic().equals(mirror)
                            && wire.decode(record.topic(), record.value()) instanceof StageTransition moved
                            && moved.getCustomerId().equals(customer)) {
                        stages.add(moved.getTo());
                    }
                }
                return stages.contains("DORMANT");
            });
        }
        return stages;
    }
}
