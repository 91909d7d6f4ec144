package io.sojourn.cli;

import io.sojourn.EffectiveSetting;
import io.sojourn.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn config}: what is set, and by whom. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        header = "Look at the configuration. 查看配置。",
        description = "Look at the configuration. 查看配置。",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ConfigCommand.Show.class)
final class ConfigCommand {

    /** {@code sojourn config show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            header = "Print every setting in force, and its origin. 显示生效的设置及来源。",
            description = {
                "Print every setting in force and where its value came from: --set, the environment, a file or the"
                        + " default. Secrets are hidden. Exit code 3 if the settings cannot be used.",
                "显示所有生效的设置及其来源，密钥不显示。"
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  sojourn config show",
                "  KAFKA_BOOTSTRAP_SERVERS=kafka:9092 sojourn config show --json",
                "  sojourn config show --config prod.properties --set threads=4"
            })
    static final class Show implements Callable<Integer> {

        @Mixin
        private CommonOptions common = new CommonOptions();

        @Option(names = "--json", description = "Print a JSON array of {key, value, origin}.")
        private boolean json;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Override
        public Integer call() {
            var source = common.source();
            var out = spec.commandLine().getOut();
            out.println(json ? asJson(source.effective()) : asTable(source.effective()));
            // Shown first, checked after: who has a problem with the settings wants to see both.
            Settings.load(source);
            return ExitCode.OK;
        }

        private static String asTable(List<EffectiveSetting> settings) {
            var table = new TextTable("KEY", "VALUE", "ORIGIN");
            settings.forEach(s -> table.row(s.key(), s.value().isEmpty() ? "-" : s.shown(), s.origin()));
            return table.toString();
        }

        private static String asJson(List<EffectiveSetting> settings) {
            var array = Json.NODES.arrayNode();
            settings.forEach(s -> array.addObject()
                    .put("key", s.key())
                    .put("value", s.shown())
                    .put("origin", s.origin()));
            return Json.page(array);
        }
    }
}
