package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.replay.BrokerLedger;
import io.sojourn.replay.LedgerCopy;
import io.sojourn.replay.Pull;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.kafka.common.acl.AclOperation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn ledger pull}. */
@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        header = "Bring a local copy of the ledger up to its end. 下载账本。",
        description = {
            "Bring a local copy of the ledger up to where the ledger ends now: compressed files a partition, with checksums and the"
                    + " schemas. Run again, it fetches what has come since; broken off, it goes on where it was.",
            "把账本增量下载到本地目录：分区文件压缩存储，附校验和与模式。"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  sojourn ledger pull ledger/ --config prod.properties"})
final class LedgerPullCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "DIR", description = "The folder of the copy.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path folder;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        try (var admin = Cluster.admin(settings)) {
            Cluster.requireTopic(settings, admin, Topics.LEDGER, AclOperation.READ);
        }
        LedgerCopy copy = LedgerCopies.orNone(folder);
        long began = System.nanoTime();
        try (var wire = new WireFormat(settings.registry())) {
            long entries = new Pull(new BrokerLedger(Cluster.clientConfig(settings)), copy, wire).run();
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%,d entries pulled into %s, %d partitions, in %.1f s%n",
                            entries,
                            folder,
                            LedgerCopy.in(folder).partitions(),
                            Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3);
            return ExitCode.OK;
        } catch (IllegalStateException another) {
            throw new CommandFailed(
                    ExitCode.REFUSED, String.valueOf(another.getMessage()), "Nothing was changed.", another);
        }
    }
}
