package io.sojourn.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file of values is written.
 *
 * @param delimiter between columns
 * @param quote around values
 * @param charset of the text; a byte order mark is skipped
 * @param columns names for a file without a header row; null reads them from its first row
 * @param decimal mark of numbers, {@code .} or {@code ,}; the other one may group thousands
 */
public record FileShape(
        char delimiter,
        char quote,
        Charset charset,
        @Nullable List<String> columns,
        char decimal) {
    /** Stands for a character that no file is written with. */
    static final char NONE = '\0';

    static final FileShape PLAIN = new FileShape(null, null, null, null, null);

    @JsonCreator
    FileShape(
            @JsonProperty("delimiter") @Nullable String delimiter,
            @JsonProperty("quote") @Nullable String quote,
            @JsonProperty("charset") @Nullable String charset,
            @JsonProperty("columns") @Nullable List<String> columns,
            @JsonProperty("decimal") @Nullable String decimal) {
        this(
                one("delimiter", delimiter, ','),
                one("quote", quote, '"'),
                charset == null ? StandardCharsets.UTF_8 : charset(charset),
                columns,
                one("decimal", decimal, '.'));
        Mapping.refuseUnless(this.delimiter != this.quote, "'delimiter' and 'quote' are two different characters");
        Mapping.refuseUnless(this.decimal == '.' || this.decimal == ',', "'decimal' is \".\" or \",\"");
        Mapping.refuseUnless(
                hasPlainLineEnd(this.charset),
                "charset " + charset + " is not read here: convert the file to UTF-8 (iconv -f " + charset
                        + " -t UTF-8)");
    }

    /** Refused rows are copied byte by byte, line by line: that needs a line end to be one byte. */
    private static boolean hasPlainLineEnd(Charset charset) {
        return charset.canEncode() && Arrays.equals("\n".getBytes(charset), new byte[] {'\n'});
    }

    private static char one(String key, @Nullable String text, char otherwise) {
        if (text == null) {
            return otherwise;
        }
        Mapping.refuseUnless(text.length() == 1, "'" + key + "' is one character, not '" + text + "'");
        char c = text.charAt(0);
        Mapping.refuseUnless(
                c != '\n' && c != '\r' && c != NONE, "'" + key + "' cannot be what ends a line, or nothing");
        return c;
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("charset '" + name + "' is not known; try UTF-8, ISO-8859-1 or GB18030");
        }
    }
}
