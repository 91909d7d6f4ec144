package io.sojourn.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** Sets up the log once the settings are known: its format, and how much is told. */
final class Logging {

    /** How much the log tells, from our own code, from Kafka's, and about the state of Kafka Streams. */
    enum Loudness {
        /** The command itself says what goes wrong; the clients' complaints would only say it again. */
        SHORT_COMMAND("WARN", "OFF", "OFF"),
        SERVICE("INFO", "WARN", "WARN"),
        VERBOSE("DEBUG", "INFO", "INFO");

        private final String own;
        private final String kafka;
        private final String streams;

        Loudness(String own, String kafka, String streams) {
            this.own = own;
            this.kafka = kafka;
            this.streams = streams;
        }
    }

    private Logging() {}

    /**
     * Reads {@code logback.xml} again with this format and loudness. Whoever brings a file of their own with
     * {@code -Dlogback.configurationFile} keeps it.
     *
     * @param format {@code text} or {@code json}
     */
    static void use(String format, Loudness loudness) {
        if (System.getProperty("logback.configurationFile") != null
                || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        var file = Objects.requireNonNull(Logging.class.getResource("/logback.xml"), "logback.xml is in our jar");
        context.reset();
        context.putProperty("sojourn.log.format", format);
        context.putProperty("sojourn.log.own", loudness.own);
        context.putProperty("sojourn.log.kafka", loudness.kafka);
        context.putProperty("sojourn.log.streams", loudness.streams);
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(file);
        } catch (JoranException e) {
            throw new IllegalStateException("logback.xml cannot be read", e);
        }
    }
}
