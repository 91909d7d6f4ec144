package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.authoring.PolicyChoice;
import io.sojourn.customer.CustomerId;
import io.sojourn.replay.AsOf;
import io.sojourn.schemas.RecordJson;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn as-of}. */
@Command(
        name = "as-of",
        mixinStandardHelpOptions = true,
        header = "Say where customers stood at an instant, as known then or later. 查询任一时刻的客户状态。",
        description = {
            "Say where one customer or all of them stood at an instant: stages, tags, warnings, RFM. One JSON object a line, as in"
                    + " `customer-state`. With --known-at, by what the ledger had been told by then: an order told late is"
                    + " left out.",
            "输出某一时刻的阶段、标签、预警与 RFM；--known-at 指定当时已知的信息。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn as-of --at 2026-01-31 --customer C-1042",
            "  sojourn as-of --at 2026-01-31 --known-at 2026-02-15 > january.jsonl"
        })
final class AsOfCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private LedgerOrigin origin = new LedgerOrigin();

    @Option(
            names = "--at",
            required = true,
            paramLabel = "T",
            converter = UntilConverter.class,
            description = "An instant (2025-06-30T12:00:00Z) or a day, meaning its last millisecond in UTC.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Instant at;

    @Option(
            names = "--known-at",
            paramLabel = "K",
            converter = UntilConverter.class,
            description = "Leave out what the ledger was told after this. Default: nothing is left out.")
    private @Nullable Instant knownAt;

    @Option(names = "--customer", paramLabel = "ID", description = "Only this one. Default: everybody.")
    private @Nullable String customer;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        if (knownAt != null && knownAt.isBefore(at)) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "At " + knownAt + " nobody knew what would be so at " + at + ".",
                    "Let --known-at be no earlier than --at.");
        }
        try (var opened = origin.open(settings)) {
            var found = new AsOf(opened.ledger(), PolicyChoice.of(settings), opened.wire())
                    .run(
                            at.toEpochMilli(),
                            knownAt == null ? Long.MAX_VALUE : knownAt.toEpochMilli(),
                            customer == null ? null : new CustomerId(customer));
            Instant last = knownAt == null ? at : knownAt;
            if (found.reached() < last.toEpochMilli()) {
                throw LedgerTroubles.tooEarly(last, found.reached());
            } else if (customer != null && found.states().isEmpty()) {
                throw LedgerTroubles.unknown(customer, " by then");
            }
            var out = spec.commandLine().getOut();
            found.states().values().forEach(state -> out.println(RecordJson.of(state)));
            return ExitCode.OK;
        }
    }
}
