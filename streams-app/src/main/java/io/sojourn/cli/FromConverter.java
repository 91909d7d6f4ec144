package io.sojourn.cli;

import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;

/** An instant, or a day, which means its first millisecond in UTC. */
final class FromConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        Instant until = new UntilConverter().convert(text);
        return text.contains("T") ? until : until.plusMillis(1).minus(Duration.ofDays(1));
    }
}
