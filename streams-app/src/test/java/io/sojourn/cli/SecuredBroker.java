package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.Settings;
import io.sojourn.dev.EmbeddedBroker;
import io.sojourn.dev.SelfSigned;
import io.sojourn.rights.Component;
import io.sojourn.rights.OwnRights;
import io.sojourn.rights.Right;
import io.sojourn.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.tools.AclCommand;

/**
 * A broker that asks everybody who they are, through TLS, and lets nobody but the administrator do anything that was not
 * granted. Each component has a user of its own, by its name in lower case, with SCRAM.
 */
final class SecuredBroker implements AutoCloseable {
    static final String APPLICATION_ID = "sojourn";
    /** So that rights on a mirror are among those asked for. */
    private static final String MIRRORED = Topics.STAGE_TRANSITIONS;

    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required ";
    private static final String KEYS_WORD = "canary-of-the-keys";
    private static final String ADMINS_WORD = "admins-canary";

    private final Path dir;
    private final Path keys;
    private final EmbeddedBroker broker;
    private final String registry = "mock://" + UUID.randomUUID();
    private final Admin admin;
    private final Map<Component, Admin> asking = new EnumMap<>(Component.class);

    SecuredBroker(Path dir) throws Exception {
        this.dir = dir;
        keys = SelfSigned.in(dir, KEYS_WORD);
        broker = EmbeddedBroker.start(dir.resolve("broker"), secured());
        admin = Admin.create(Map.copyOf(administrator()));
        List<UserScramCredentialAlteration> users = Stream.of(Component.values())
                .<UserScramCredentialAlteration>map(component -> new UserScramCredentialUpsertion(
                        user(component), new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096), word(component)))
                .toList();
        admin.alterUserScramCredentials(users).all().get();
    }

    private Map<String, String> secured() {
        Map<String, String> settings = new TreeMap<>(trust());
        // EmbeddedBroker calls its listener so, whatever it speaks.
        settings.put("listener.security.protocol.map", "PLAINTEXT:SASL_SSL,CONTROLLER:SASL_SSL");
        settings.put("ssl.keystore.location", keys.toString());
        settings.put("ssl.keystore.password", KEYS_WORD);
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put("sasl.mechanism.controller.protocol", "PLAIN");
        String itself = login(PLAIN, "admin", ADMINS_WORD).replace(";", " user_admin=\"" + ADMINS_WORD + "\";");
        settings.put("listener.name.plaintext.plain.sasl.jaas.config", itself);
        settings.put("listener.name.controller.plain.sasl.jaas.config", itself);
        settings.put("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
        settings.put("listener.name.plaintext.scram-sha-256.sasl.jaas.config", SCRAM + ";");
        settings.put("authorizer.class.name", StandardAuthorizer.class.getName());
        settings.put("super.users", "User:admin");
        return settings;
    }

    private Map<String, String> trust() {
        return Map.of(
                "ssl.truststore.location",
                keys.toString(),
                "ssl.truststore.password",
                KEYS_WORD,
                "ssl.truststore.type",
                "PKCS12");
    }

    private Map<String, String> client(String mechanism, String jaas) {
        Map<String, String> settings = new TreeMap<>(trust());
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", mechanism);
        settings.put("sasl.jaas.config", jaas);
        return settings;
    }

    private static String login(String module, String user, String word) {
        return module + "username=\"" + user + "\" password=\"" + word + "\";";
    }

    private Map<String, String> administrator() {
        return client("PLAIN", login(PLAIN, "admin", ADMINS_WORD));
    }

    /** How a client of that component connects, by Kafka's own names. */
    Map<String, String> client(Component component) {
        return client("SCRAM-SHA-256", login(SCRAM, user(component), word(component)));
    }

    Settings settings(Component component) {
        Settings settings =
                Settings.defaults().with("schema.registry.url", registry).with("mirror.json", MIRRORED);
        for (var each : client(component).entrySet()) {
            settings = settings.with("kafka." + each.getKey(), each.getValue());
        }
        return settings;
    }

    /** The command with these words, as that component. */
    Cli run(Component component, String... words) {
        List<String> args = new ArrayList<>(List.of(words));
        client(component).forEach((key, value) -> args.add("--set=kafka." + key + "=" + value));
        args.add("--set=schema.registry.url=" + registry);
        args.add("--set=mirror.json=" + MIRRORED);
        return Cli.run(args.toArray(String[]::new));
    }

    Map<String, String> registry() {
        return Map.of("schema.registry.url", registry);
    }

    /** Runs the commands that `topics acls` prints, with Kafka's own tool. */
    void grantAsPrinted(Component component) throws IOException {
        Path login = dir.resolve("client.properties");
        Files.writeString(
                login,
                administrator().entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue() + "\n")
                        .collect(Collectors.joining()));
        var printed = run(component, "topics", "acls", component.name(), "--principal", "User:" + user(component));
        assertThat(printed.exitCode()).as(printed.err()).isEqualTo(ExitCode.OK);
        for (String line : printed.out().lines().toList()) {
            assertThat(line).startsWith("kafka-acls.sh ").contains(" --command-config client.properties ");
            AclCommand.main(line.replace("client.properties", login.toString())
                    .replaceFirst("kafka-acls.sh ", "")
                    .split(" ", -1));
        }
    }

    void grant(Component component, Right right) throws Exception {
        admin.createAcls(List.of(binding(component, right))).all().get();
    }

    void takeAway(Component component, Right right) throws Exception {
        admin.deleteAcls(List.of(binding(component, right).toFilter())).all().get();
    }

    /** All topics there have to be, and those that a first start of the application makes. */
    void createTopics() throws Exception {
        List<NewTopic> all = new ArrayList<>();
        application("none")
                .topics()
                .forEach(topic ->
                        all.add(new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.<Short>empty())
                                .configs(topic.settings())));
        Map.of("customers", 2, "clock-sources", 1)
                .forEach((store, partitions) -> all.add(new NewTopic(
                                APPLICATION_ID + "-" + store + "-changelog",
                                Optional.of(partitions),
                                Optional.<Short>empty())
                        .configs(Map.of("cleanup.policy", "compact"))));
        admin.createTopics(all).all().get();
    }

    /** As a command of that component does at its start. */
    void require(Component component) {
        ownRights(component).require(component);
    }

    /** What that component needs. */
    List<Right> rights(Component component) {
        return component.rights(settings(component));
    }

    /** What the user of that component finds missing. */
    List<Right> missing(Component component) {
        return ownRights(component).missing(rights(component));
    }

    private OwnRights ownRights(Component component) {
        var own = asking.computeIfAbsent(component, each -> Admin.create(Map.copyOf(client(each))));
        return new OwnRights(own, settings(component));
    }

    /** Settings of an application with its state in a folder of that name. */
    Settings application(String name) {
        return settings(Component.APPLICATION)
                .with("state.dir", dir.resolve(name).toString())
                .with("input.partitions", "2")
                .with("ledger.partitions", "2")
                .with("tick.interval", "200ms")
                .with("money.currency", "GBP")
                .with("http.port", "0");
    }

    /** The same folder, as an argument. */
    String stateOf(String name) {
        return "--set=state.dir=" + dir.resolve(name);
    }

    /** The words of an import of our example. */
    static String[] importing() {
        Path examples = Path.of("..", "docs", "examples");
        return new String[] {
            "import",
            examples.resolve("orders.csv").toString(),
            "--mapping",
            examples.resolve("shop.yaml").toString(),
            "--until=2025-12-31",
            "--set=money.currency=GBP",
            "--set=ledger.partitions=2"
        };
    }

    static String user(Component component) {
        return component.name().toLowerCase(Locale.ROOT);
    }

    private static String word(Component component) {
        return "canary-of-" + user(component);
    }

    private static AclBinding binding(Component component, Right right) {
        return new AclBinding(
                right.resource(),
                new AccessControlEntry("User:" + user(component), "*", right.operation(), AclPermissionType.ALLOW));
    }

    @Override
    public void close() {
        asking.values().forEach(Admin::close);
        admin.close();
        broker.close();
    }
}
