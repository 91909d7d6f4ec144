package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.authoring.PolicyChoice;
import io.sojourn.customer.CustomerId;
import io.sojourn.replay.Life;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        header = "Tell the life of one customer, with the reasons of every decision. 讲述一位客户的完整经历及每次判定的理由。",
        description = {
            "Tell the life of one customer in the order in which the ledger found it: what happened, and what was told late;"
                    + " silences; every decision with its condition, the values and events behind it, and what it corrects; at the"
                    + " end, where they stand. With --at, what happened after it is left out, as in `sojourn as-of`. Why each"
                    + " condition of a policy holds or not at an instant says `sojourn policy explain`.",
            "按账本顺序讲述一位客户的事件、迟到消息、沉默、判定及其理由与更正，最后给出当前状态；某一时刻逐条条件的取值见 sojourn policy explain。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn explain --customer C-1042",
            "  sojourn explain --customer C-1042 --at 2026-01-31 --copy ledger/",
            "  sojourn explain --customer C-1042 --json | jq .decisions"
        })
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private LedgerOrigin origin = new LedgerOrigin();

    @Option(names = "--customer", required = true, paramLabel = "ID", description = "Whose life it is.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String customer;

    @Option(
            names = "--at",
            paramLabel = "T",
            converter = UntilConverter.class,
            description = "Leave out what happened after an instant (2025-06-30T12:00:00Z) or a day, meaning its last"
                    + " millisecond in UTC. Default: nothing is left out.")
    private @Nullable Instant at;

    @Option(names = "--json", description = "One JSON object a moment, decisions as on their topics.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        try (var opened = origin.open(settings)) {
            var told = new Life(opened.ledger(), PolicyChoice.of(settings), opened.wire())
                    .of(new CustomerId(customer), at == null ? Long.MAX_VALUE : at.toEpochMilli());
            var stands = told.stands();
            if (at != null && told.reached() < at.toEpochMilli()) {
                throw LedgerTroubles.tooEarly(at, told.reached());
            } else if (stands == null) {
                throw LedgerTroubles.unknown(customer, at == null ? "" : " by then");
            }
            var out = spec.commandLine().getOut();
            if (json) {
                told.moments().forEach(moment -> out.println(LifeJson.of(moment)));
                out.println(LifeJson.of(stands));
            } else {
                new LifeText(told.moments(), told.policy(), stands).lines().forEach(out::println);
            }
            return ExitCode.OK;
        }
    }
}
