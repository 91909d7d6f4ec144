package io.sojourn.cli;

import io.sojourn.Settings;
import io.sojourn.SettingsSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that needs settings takes; use it as a {@code @Mixin}. */
public final class CommonOptions {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Settings file (.properties). Otherwise the one SOJOURN_CONFIG names, if any.")
    private @Nullable Path config;

    @Option(
            names = {"-s", "--set"},
            paramLabel = "KEY=VALUE",
            description = "One setting, stronger than environment and file; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = {"-v", "--verbose"},
            description = "Tell more in the log, and show the stack trace of an error.")
    private boolean verbose;

    /** Where the settings of this call come from. */
    public SettingsSource source() {
        return SettingsSource.of(config, System.getenv(), overrides);
    }

    /**
     * The settings of this call; sets up the log accordingly, Kafka kept quiet as befits a short command.
     *
     * @throws io.sojourn.RefusedSettings with every problem
     */
    public Settings settings() {
        return settings(Logging.Loudness.SHORT_COMMAND);
    }

    /** As {@link #settings()}, for a command that runs on and whose log is read: {@code run}, {@code demo}. */
    public Settings settingsOfService() {
        return settings(Logging.Loudness.SERVICE);
    }

    /** Whether stack traces are wanted. */
    public boolean verbose() {
        return verbose;
    }

    private Settings settings(Logging.Loudness loudness) {
        var settings = Settings.load(source());
        Logging.use(settings.logFormat(), verbose ? Logging.Loudness.VERBOSE : loudness);
        return settings;
    }
}
