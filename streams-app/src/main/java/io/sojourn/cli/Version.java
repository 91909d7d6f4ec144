package io.sojourn.cli;

import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** What runs here, as a report of trouble should say it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var ours = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "sojourn " + (ours == null ? "from a build folder" : ours),
            "Kafka " + AppInfoParser.getVersion() + ", Java " + Runtime.version()
        };
    }
}
