package io.sojourn.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.Settings;
import io.sojourn.authoring.PolicyChoice;
import io.sojourn.customer.CustomerId;
import io.sojourn.replay.Claim;
import io.sojourn.replay.Corrections;
import io.sojourn.replay.Corrections.Correction;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn corrections}. */
@Command(
        name = "corrections",
        mixinStandardHelpOptions = true,
        header = "Say what late events make of what was published. 列出迟到事件带来的更正。",
        description = {
            "Compare what was published with what would have been, had every event been told when it happened. For each"
                    + " customer of whom the two differ: which decisions no longer hold, by their ids, what holds instead, and the"
                    + " events that were told late. As few of both as there can be.",
            "将已发布的判定与按发生时间排序的历史相比：哪些判定（编号）不再成立、应改为什么、因哪些迟到事件；更正集合最小。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn corrections --customer C-1042",
            "  sojourn corrections --copy ledger/ --json > corrections.jsonl"
        })
final class CorrectionsCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private LedgerOrigin origin = new LedgerOrigin();

    @Option(names = "--customer", paramLabel = "ID", description = "Only this one. Default: everybody.")
    private @Nullable String customer;

    @Option(names = "--json", description = "One JSON object a customer, and one for the totals.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        try (var opened = origin.open(settings)) {
            List<Correction> all = of(new Corrections(opened.ledger(), PolicyChoice.of(settings), opened.wire()));
            PrintWriter out = spec.commandLine().getOut();
            int superseded =
                    all.stream().mapToInt(each -> each.superseded().size()).sum();
            int added = all.stream().mapToInt(each -> each.added().size()).sum();
            if (json) {
                all.forEach(each -> out.println(json(each)));
                out.println(Json.object()
                        .put("customers", all.size())
                        .put("superseded", superseded)
                        .put("added", added));
            } else {
                all.forEach(each -> print(each, out));
                out.printf("%,d customers, %,d superseded, %,d added 更正%n", all.size(), superseded, added);
            }
            return ExitCode.OK;
        }
    }

    private List<Correction> of(Corrections corrections) throws InterruptedException {
        if (customer == null) {
            return corrections.ofAll();
        }
        Correction one = corrections.of(new CustomerId(customer));
        if (one == null) {
            throw LedgerTroubles.unknown(customer, "");
        }
        return one.isNone() ? List.of() : List.of(one);
    }

    private static void print(Correction correction, PrintWriter out) {
        out.println(correction.customer() + ", told late: " + String.join(", ", correction.because()));
        correction.superseded().forEach(each -> out.println("  not so   " + text(each.claim()) + "  " + each.id()));
        correction.added().forEach(each -> out.println("  instead  " + text(each)));
        out.println();
    }

    private static String text(Claim claim) {
        return Instant.ofEpochMilli(claim.at()) + "  " + claim.subject() + "  " + claim.text();
    }

    private static ObjectNode json(Correction correction) {
        ObjectNode object = Json.object().put("customer", correction.customer().value());
        var superseded = object.putArray("superseded");
        correction
                .superseded()
                .forEach(each -> superseded.add(json(each.claim()).put("id", each.id())));
        var added = object.putArray("added");
        correction.added().forEach(each -> added.add(json(each)));
        var because = object.putArray("because");
        correction.because().forEach(because::add);
        return object;
    }

    private static ObjectNode json(Claim claim) {
        return Json.object()
                .put("topic", claim.topic())
                .put("subject", claim.subject())
                .put("from", claim.from())
                .put("to", claim.to())
                .put("effectiveAt", Instant.ofEpochMilli(claim.at()).toString());
    }
}
