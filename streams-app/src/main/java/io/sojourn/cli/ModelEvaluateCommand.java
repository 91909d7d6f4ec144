package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.fitting.Buyer;
import io.sojourn.fitting.Evaluation;
import io.sojourn.fitting.FittedModel;
import io.sojourn.fitting.Fitter;
import io.sojourn.fitting.ModelKind;
import io.sojourn.fitting.Population;
import io.sojourn.fitting.WarningRule;
import io.sojourn.history.PastCustomers;
import io.sojourn.value.purchase.Valuation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn model evaluate}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        header = "Measure warning rules on past orders. 用历史订单评估预警规则。",
        description = {
            "Fit the models to orders up to a day, then measure on those after it what warnings by silence, by p_no_order"
                    + " and by p_alive are worth: ranking (AUC), precision, recall, and the days gained against plain"
                    + " silence at equal precision.",
            "以某日为界拟合，再用其后的订单衡量各预警规则：AUC、精确率、召回率，以及同等精确率下提前的天数。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn model evaluate orders.csv.gz --mapping docs/mappings/cdnow.yaml --calibrate-until 1997-09-30",
            "docs/models.md says exactly what is measured."
        })
final class ModelEvaluateCommand implements Callable<Integer> {
    private static final Duration UNIT = Duration.ofDays(7);

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private PastOrders orders = new PastOrders();

    @Option(
            names = "--calibrate-until",
            required = true,
            paramLabel = "T",
            converter = UntilConverter.class,
            description = "Fit to orders up to T, measure on those after.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Instant calibrateUntil;

    @Option(
            names = "--horizon",
            paramLabel = "D",
            defaultValue = "90d",
            converter = DurationConverter.class,
            description = "Of p_no_order and of the ranking (${DEFAULT-VALUE}).")
    private Duration horizon = Duration.ofDays(90);

    @Option(
            names = "--silence-days",
            paramLabel = "N",
            defaultValue = "90",
            description = "The silence all rules are compared with (${DEFAULT-VALUE}).")
    private int silenceDays = 90;

    @Option(
            names = "--lost-days",
            paramLabel = "N",
            defaultValue = "180",
            description = "A customer silent for so many days is lost (${DEFAULT-VALUE}).")
    private int lostDays = 180;

    @Option(names = "--json", description = "Print the same as JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        return HistoryTroubles.told(() -> {
            PastCustomers past = orders.read(settings, spec.commandLine().getErr());
            if (silenceDays < 1 || silenceDays >= lostDays) {
                throw new IllegalArgumentException("--silence-days is 1 or more, and less than --lost-days");
            }
            long until = calibrateUntil.toEpochMilli();
            long end = past.end().toEpochMilli();
            Population population = Population.of(past.customers().values(), until, UNIT.toMillis());
            List<Buyer> everybody = Population.of(past.customers().values(), end, UNIT.toMillis())
                    .buyers();
            Evaluation evaluation = new Evaluation(population, everybody, end, horizon.toMillis(), lostDays);
            if (evaluation.silences() == 0) {
                throw new IllegalArgumentException("no silence begins after " + calibrateUntil + " and " + lostDays
                        + " days before the end of the data");
            }
            EvaluationReport report =
                    new EvaluationReport(evaluation, rules(new Fitter(population)), silenceDays, horizon);
            spec.commandLine().getOut().println(json ? Json.page(report.json()) : report.text());
            return HistoryTroubles.exitCode(past.tally());
        });
    }

    /** Plain silence is the first. */
    private List<WarningRule> rules(Fitter fitter) {
        Valuation bg = valuation(fitter.fit(ModelKind.BG_NBD));
        Valuation mbg = valuation(fitter.fit(ModelKind.MBG_NBD));
        Valuation pareto = valuation(fitter.fit(ModelKind.PARETO_NBD));
        return List.of(
                WarningRule.silence(lostDays - 1),
                WarningRule.noOrder(ModelKind.BG_NBD, bg, horizon.toMillis()),
                WarningRule.noOrder(ModelKind.MBG_NBD, mbg, horizon.toMillis()),
                WarningRule.noOrder(ModelKind.PARETO_NBD, pareto, horizon.toMillis()),
                WarningRule.gone(ModelKind.MBG_NBD, mbg),
                WarningRule.gone(ModelKind.BG_NBD, bg));
    }

    private static Valuation valuation(FittedModel fit) {
        return new Valuation(fit.kind().title(), UNIT.toMillis(), fit.model(), null);
    }
}
