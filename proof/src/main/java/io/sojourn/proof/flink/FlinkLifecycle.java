package io.sojourn.proof.flink;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.proof.contender.Effort;
import io.sojourn.proof.contender.Outcome;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Folds a ledger from its beginning to its present end on a Flink cluster in this process, and prints what it took. */
@Command(name = "flink-lifecycle", description = "Fold a ledger with Apache Flink and print one line of JSON.")
final class FlinkLifecycle implements Callable<Integer> {
    @Option(names = "--bootstrap", required = true, description = "Kafka's host and port")
    private String bootstrap = "";

    @Option(names = "--registry", required = true, description = "schema.registry.url")
    private String registry = "";

    @Option(names = "--end", required = true, description = "silences after this epoch millisecond are not heard")
    private long end;

    @Option(names = "--backend", defaultValue = "heap", description = "${COMPLETION-CANDIDATES}")
    private Backend backend = Backend.HEAP;

    @Option(names = "--guarantee", defaultValue = "exactly_once", description = "at_least_once or exactly_once")
    private DeliveryGuarantee guarantee = DeliveryGuarantee.EXACTLY_ONCE;

    @Option(names = "--checkpoint-interval-ms", defaultValue = "10000", description = "default ${DEFAULT-VALUE}")
    private long checkpointIntervalMs;

    @Option(names = "--parallelism", defaultValue = "2", description = "default ${DEFAULT-VALUE}")
    private int parallelism;

    @Option(names = "--dir", required = true, description = "for checkpoints and state")
    private Path dir = Path.of("");

    @Option(names = "--window-days", defaultValue = "365", description = "default ${DEFAULT-VALUE}")
    private int windowDays;

    @Option(names = "-D", paramLabel = "KEY=VALUE", description = "any setting of Flink's; wins over ours")
    private Map<String, String> overrides = Map.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--warm-up", defaultValue = "0", description = "so many events pass before the clock starts")
    private long warmUp;

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new FlinkLifecycle()).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws Exception {
        JobSettings settings = new JobSettings(
                bootstrap,
                registry,
                end,
                backend,
                guarantee,
                Duration.ofMillis(checkpointIntervalMs),
                parallelism,
                dir.toAbsolutePath(),
                windowDays,
                overrides);
        PrintWriter out = spec.commandLine().getOut();
        out.println(new ObjectMapper().writeValueAsString(run(settings, warmUp)));
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    @SuppressWarnings("try") // Its close() may be interrupted, and then so are we.
    static Outcome run(JobSettings settings, long warmUp) throws Exception {
        Files.createDirectories(settings.dir().resolve("tmp"));
        Configuration flink = LifecycleJob.configuration(settings);
        JobGraph job = LifecycleJob.graph(settings, flink);
        MiniClusterConfiguration size = new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(settings.parallelism())
                .build();
        try (MiniCluster cluster = new MiniCluster(size)) {
            cluster.start();
            Effort effort = Tally.begin(warmUp);
            cluster.executeJobBlocking(job);
            return effort.upToTheLast(stateBytes(cluster, job));
        }
    }

    private static long stateBytes(MiniCluster cluster, JobGraph job) throws Exception {
        CheckpointStatsSnapshot checkpoints =
                cluster.getArchivedExecutionGraph(job.getJobID()).get().getCheckpointStatsSnapshot();
        CompletedCheckpointStats last =
                checkpoints == null ? null : checkpoints.getHistory().getLatestCompletedCheckpoint();
        return last == null ? 0 : last.getStateSize();
    }
}
