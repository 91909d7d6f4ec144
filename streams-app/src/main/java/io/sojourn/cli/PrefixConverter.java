package io.sojourn.cli;

import io.sojourn.replay.ReplayTopics;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The beginning of names of topics that none of the live ones has. */
final class PrefixConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        try {
            ReplayTopics.requirePrefix(text);
            return text;
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }
}
