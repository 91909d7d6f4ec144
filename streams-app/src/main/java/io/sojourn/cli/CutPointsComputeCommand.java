package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.customer.Facts;
import io.sojourn.fitting.CutPointSketch;
import io.sojourn.history.PastCustomers;
import io.sojourn.value.Rfm;
import io.sojourn.value.rfm.CutPoints;
import io.sojourn.value.rfm.Grid;
import io.sojourn.value.rfm.Grids;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn cutpoints compute}. */
@Command(
        name = "compute",
        mixinStandardHelpOptions = true,
        header = "Compute cut-points from a file of orders. 由订单文件计算分界点。",
        description = {
            "Compute the limits between RFM scores from everybody with an order in the window, and show how many"
                    + " customers have which score, and who is where in a grid of segments.",
            "由窗口内有订单的客户计算 RFM 分界点，并列出各分数与各分群的人数。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn cutpoints compute orders.csv.gz --mapping shop.yaml --until 2011-12-09 --grid ten",
            "  sojourn cutpoints compute orders.csv.gz --mapping shop.yaml --grid eight --json",
            "docs/rfm.md explains scores, ties and grids."
        })
final class CutPointsComputeCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private PastOrders orders = new PastOrders();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The version these cut-points go by. Default: the instant they are computed as of.")
    private @Nullable String name;

    @Option(
            names = "--grid",
            paramLabel = "GRID",
            defaultValue = "ten",
            description =
                    "Whose segments to count: ten, eight, shopify or klaviyo (${DEFAULT-VALUE}). Klaviyo's has three"
                            + " scores a scale, the others five.")
    private String grid = "ten";

    @ArgGroup
    private Form form = new Form();

    private static final class Form {
        @Option(names = "--json", description = "Print the same as JSON.")
        private boolean json;

        @Option(names = "--yaml", description = "Print the section of a policy, for `apply`.")
        private boolean yaml;
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        return HistoryTroubles.told(() -> {
            Grid chosen = Grids.named(grid)
                    .orElseThrow(() -> new IllegalArgumentException("there is no grid '" + grid + "'; there are "
                            + Grids.ALL.stream().map(Grid::id).collect(Collectors.joining(", "))));
            PastCustomers past = orders.read(settings, spec.commandLine().getErr());
            long instant = past.end().toEpochMilli();
            long window = settings.windowMillis();
            List<Rfm> customers = past.customers().values().stream()
                    .filter(facts -> facts.lastOrderAt(instant) != Facts.NEVER_HAPPENED)
                    .map(facts -> Rfm.of(facts, instant, window))
                    .toList();
            CutPointSketch sketch = CutPointSketch.empty(instant, window);
            customers.forEach(sketch::add);
            CutPoints cutPoints =
                    sketch.cutPoints(Objects.requireNonNullElse(name, past.end().toString()), chosen.top());
            CutPointsReport report = new CutPointsReport(cutPoints, chosen, past.end(), customers);
            spec.commandLine()
                    .getOut()
                    .println(form.yaml ? report.yaml() : form.json ? Json.page(report.json()) : report.text());
            return HistoryTroubles.exitCode(past.tally());
        });
    }
}
