package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.fitting.FittedModel;
import io.sojourn.fitting.Fitter;
import io.sojourn.fitting.ModelKind;
import io.sojourn.fitting.Population;
import io.sojourn.history.PastCustomers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn model fit}. */
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        header = "Fit purchase models to a file of orders. 用历史订单拟合购买模型。",
        description = {
            "Fit BG/NBD, MBG/NBD and Pareto/NBD, and Gamma-Gamma for what orders are worth: parameters with standard"
                    + " errors, what the models say of the orders they were fitted to, and of those after.",
            "拟合购买模型，输出参数、标准误、校准表与留出期对照。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn model fit orders.csv.gz --mapping shop.yaml",
            "  sojourn model fit orders.csv.gz --mapping shop.yaml --calibrate-until 2024-12-31 --json",
            "docs/models.md says what the parameters mean."
        })
final class ModelFitCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private PastOrders orders = new PastOrders();

    @Option(
            names = "--calibrate-until",
            paramLabel = "T",
            converter = UntilConverter.class,
            description = "Fit to orders up to T and compare with those after. Default: fit to all of them.")
    private @Nullable Instant calibrateUntil;

    @Option(
            names = "--unit",
            paramLabel = "D",
            defaultValue = "7d",
            converter = DurationConverter.class,
            description = "The parameters' unit of time (${DEFAULT-VALUE}). It changes no probability.")
    private Duration unit = Duration.ofDays(7);

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "Only this one, may be repeated: ${COMPLETION-CANDIDATES}. Default: all.")
    private List<ModelKind> kinds = new ArrayList<>();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The version these parameters go by. Default: the instant they are fitted up to.")
    private @Nullable String name;

    @ArgGroup
    private Form form = new Form();

    private static final class Form {
        @Option(names = "--json", description = "Print the same as JSON.")
        private boolean json;

        @Option(names = "--yaml", description = "Print the section of a policy, for `apply`; of the one --model.")
        private boolean yaml;
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        return HistoryTroubles.told(() -> {
            if (form.yaml && kinds.size() != 1) {
                throw new IllegalArgumentException("a policy has one model; name it with --model");
            }
            PastCustomers past = orders.read(settings, spec.commandLine().getErr());
            Instant until = Objects.requireNonNullElse(calibrateUntil, past.end());
            Population population = Population.of(past.customers().values(), until.toEpochMilli(), unit.toMillis());
            Fitter fitter = new Fitter(population);
            List<FittedModel> fits = (kinds.isEmpty() ? Stream.of(ModelKind.values()) : kinds.stream())
                    .map(fitter::fit)
                    .toList();
            FitReport report = new FitReport(population, past.end(), fits, fitter.fitSpend());
            spec.commandLine()
                    .getOut()
                    .println(
                            form.yaml
                                    ? report.yaml(Objects.requireNonNullElse(name, until.toString()))
                                    : form.json ? Json.page(report.json()) : report.text());
            return HistoryTroubles.exitCode(past.tally());
        });
    }
}
