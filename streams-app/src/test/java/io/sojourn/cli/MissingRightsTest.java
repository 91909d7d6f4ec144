package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sojourn.connectors.EventNotSentException;
import io.sojourn.connectors.EventSender;
import io.sojourn.rights.Component;
import io.sojourn.rights.Right;
import io.sojourn.schemas.Topics;
import io.sojourn.server.RunningInstance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each right of each component, taken away: the error names who lacks what, and how it is granted. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MissingRightsTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private SecuredBroker broker;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        broker = new SecuredBroker(dir);
        broker.createTopics();
        for (Component component : Component.values()) {
            for (Right right : broker.rights(component)) {
                broker.grant(component, right);
            }
            nothingIsMissingOf(component);
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private void nothingIsMissingOf(Component component) {
        await().atMost(SOON).until(() -> broker.missing(component).isEmpty());
    }

    private void isMissing(Component component, Right right) {
        await().alias(right + " of " + component)
                .atMost(SOON)
                .untilAsserted(() -> assertThat(broker.missing(component)).containsExactly(right));
    }

    @ParameterizedTest
    @EnumSource(Component.class)
    void each_right_taken_away_is_missed_by_its_name(Component component) throws Exception {
        for (Right right : broker.rights(component)) {
            broker.takeAway(component, right);
            isMissing(component, right);
            assertThatThrownBy(() -> broker.require(component))
                    .hasMessageContainingAll(
                            "User:" + SecuredBroker.user(component) + " lacks " + right,
                            "kafka-acls.sh",
                            "--operation " + right.operationName(),
                            right.resource().name());
            broker.grant(component, right);
        }
        nothingIsMissingOf(component);
    }

    @Test
    void commands_say_which_right_is_missing_and_how_it_is_granted() throws Exception {
        refused(
                Component.APPLICATION,
                Right.onTopic(AclOperation.READ, Topics.LEDGER),
                "run",
                broker.stateOf("refused"));
        refused(Component.IMPORTER, Right.onTopic(AclOperation.WRITE, Topics.GUESTS), SecuredBroker.importing());
        refused(Component.DEPLOYMENT, Right.onTopic(AclOperation.CREATE, Topics.CLOCK), "topics", "create");
        refused(Component.DEPLOYMENT, Right.onTopic(AclOperation.DESCRIBE_CONFIGS, Topics.LEDGER), "topics", "check");
        refused(
                Component.READER,
                Right.onTopic(AclOperation.READ, Topics.STAGE_TRANSITIONS),
                "dump",
                Topics.STAGE_TRANSITIONS);
        refused(Component.IMPORTER, Right.onTopic(AclOperation.READ, Topics.WATERMARKS), "clock", "status");
    }

    @Test
    void the_doctor_names_a_missing_right() throws Exception {
        var group = broker.rights(Component.APPLICATION).stream()
                .filter(right -> right.toString().equals("Read on group sojourn"))
                .findFirst()
                .orElseThrow();
        broker.takeAway(Component.APPLICATION, group);
        isMissing(Component.APPLICATION, group);
        var rights = Asked.checks(broker.run(Component.APPLICATION, "doctor", "--json"))
                .path("Rights");
        broker.grant(Component.APPLICATION, group);

        assertThat(rights.path("status").asText()).isEqualTo("FAIL");
        assertThat(rights.path("found").asText())
                .contains("User:application lacks Read on group sojourn", "--operation Read --group sojourn");
        nothingIsMissingOf(Component.APPLICATION);
    }

    @Test
    void a_running_instance_from_which_a_right_is_taken_stops_and_says_which() throws Exception {
        var right = Right.onTopic(AclOperation.READ, Topics.ORDERS);
        try (var instance = RunningInstance.start(broker.application("running"))) {
            await().atMost(SOON).until(() -> Asked.ready(instance));
            broker.takeAway(Component.APPLICATION, right);
            await().atMost(SOON).until(() -> !instance.alive());

            assertThat(instance.pipeline().missingRights().orElseThrow())
                    .hasMessageContainingAll("User:application lacks Read on topic orders", "kafka-acls.sh");
            var reasons = Asked.of(instance, "/health/ready").path("reasons");
            assertThat(reasons.findValuesAsText("code")).contains("RIGHTS");
            assertThat(reasons.findValuesAsText("message"))
                    .anyMatch(message -> message.contains("User:application lacks Read on topic orders"));
        } finally {
            broker.grant(Component.APPLICATION, right);
            nothingIsMissingOf(Component.APPLICATION);
        }
    }

    @Test
    void a_source_without_its_right_is_told_who_lacks_what() throws Exception {
        var right = Right.onTopic(AclOperation.WRITE, Topics.ORDERS);
        broker.takeAway(Component.SOURCE, right);
        isMissing(Component.SOURCE, right);
        try (var sender = new EventSender(broker.client(Component.SOURCE), broker.registry())) {
            assertThatThrownBy(() ->
                            sender.send(BrokerOfTests.order("ann", "no", "1")).get())
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(EventNotSentException.class)
                    .hasMessageContaining("User:source lacks Write on topic orders");
        } finally {
            broker.grant(Component.SOURCE, right);
            nothingIsMissingOf(Component.SOURCE);
        }
    }

    private void refused(Component component, Right right, String... words) throws Exception {
        broker.takeAway(component, right);
        isMissing(component, right);
        var said = broker.run(component, words);
        broker.grant(component, right);

        assertThat(said.exitCode()).as(said.err()).isEqualTo(ExitCode.REFUSED);
        assertThat(said.err())
                .contains(
                        "User:" + SecuredBroker.user(component) + " lacks",
                        right.toString(),
                        "kafka-acls.sh",
                        "--operation " + right.operationName())
                .doesNotContain("\tat ");
        nothingIsMissingOf(component);
    }
}
