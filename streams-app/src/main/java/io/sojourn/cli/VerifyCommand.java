package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.Settings;
import io.sojourn.authoring.PolicyChoice;
import io.sojourn.replay.Verification;
import io.sojourn.schemas.RecordJson;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        header = "Fold the ledger again and compare with what was published. 重放账本并与已发布的判定核对。",
        description = {
            "Fold the whole ledger by the policies it records, and compare with what the application published, by the chain of"
                    + " each customer. Names the first difference of every customer, as the ledger and as the topic say it. Ends"
                    + " with 1 if there is any.",
            "按账本记录的策略重放全部历史，逐客户比对哈希链，并指出每位客户的第一处差异。"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  sojourn verify --config prod.properties", "  sojourn verify --copy ledger/ --json"})
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private LedgerOrigin origin = new LedgerOrigin();

    @Option(
            names = "--wait",
            paramLabel = "D",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long to wait for decisions not published yet (${DEFAULT-VALUE}).")
    private Duration patience = Duration.ofSeconds(30);

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "10",
            description = "Of how many customers to show the difference in words (${DEFAULT-VALUE}). JSON has all.")
    private int shown;

    @Option(names = "--json", description = "Print the same as JSON, with every difference.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        try (var admin = Cluster.admin(settings)) {
            for (String topic : Topics.DECISIONS) {
                Cluster.requireTopic(settings, admin, topic, AclOperation.READ);
            }
        }
        var kafka = Cluster.clientConfig(settings);
        try (var opened = origin.open(settings);
                var wire = new WireFormat(settings.registry())) {
            var outcome = new Verification(opened.ledger(), PolicyChoice.of(settings), opened.wire())
                    .run(kafka, wire, patience);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.page(json(outcome)));
            } else {
                print(outcome, out);
            }
            return outcome.divergences().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private void print(Verification.Outcome outcome, PrintWriter out) {
        out.printf("ledger     %,d entries say %,d decisions%n", outcome.entries(), outcome.decisions());
        out.printf(
                "published  %,d decisions%s%n",
                outcome.published(), outcome.again() == 0 ? "" : ", %,d told again".formatted(outcome.again()));
        if (outcome.divergences().isEmpty()) {
            out.println("the same   every chain 完全一致");
            return;
        }
        int differing = outcome.divergences().size();
        out.printf("differs    %,d customers 不一致%n", differing);
        outcome.divergences().stream().limit(shown).forEach(each -> {
            out.println();
            out.println(each.customer() + ", first at " + each.id());
            out.println("  ledger     " + line(each.says()));
            out.println("  published  " + line(each.published()) + (each.where() == null ? "" : "  " + each.where()));
        });
        if (differing > shown) {
            out.printf("%nand %,d more 其余未列出: --show, or --json for all%n", differing - shown);
        }
    }

    private static String line(@Nullable SpecificRecord decision) {
        return decision == null ? "nothing" : RecordJson.of(decision).toString();
    }

    private ObjectNode json(Verification.Outcome outcome) {
        var page = Json.object()
                .put("entries", outcome.entries())
                .put("decisions", outcome.decisions())
                .put("published", outcome.published())
                .put("toldAgain", outcome.again())
                .put("customersThatDiffer", outcome.divergences().size());
        var differences = page.putArray("differences");
        outcome.divergences().forEach(each -> {
            var one = differences
                    .addObject()
                    .put("customer", each.customer().value())
                    .put("id", each.id())
                    .put("where", each.where());
            one.set("ledger", node(each.says()));
            one.set("published", node(each.published()));
        });
        return page;
    }

    private static JsonNode node(@Nullable SpecificRecord decision) {
        return decision == null ? Json.NODES.nullNode() : RecordJson.of(decision);
    }
}
