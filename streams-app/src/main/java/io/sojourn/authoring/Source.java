package io.sojourn.authoring;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A YAML file being read, and all that was found wrong with it so far: one run tells everything. */
final class Source {
    private final String name;
    private final int[] text;
    private final List<String> lines;
    private final List<Flaw> errors = new ArrayList<>();
    private final List<Flaw> doubts = new ArrayList<>();

    private Source(String name, String text) {
        this.name = name;
        this.text = text.codePoints().toArray();
        this.lines = text.lines().toList();
    }

    /** @throws PolicyRefusedException if the bytes are not text */
    static Source of(String name, byte[] bytes) {
        try {
            return new Source(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            throw new PolicyRefusedException(
                    List.of(new Flaw(name, 1, 1, "this is not UTF-8; save the file as UTF-8", "")));
        }
    }

    /** @throws PolicyRefusedException if there is no such file, or its bytes are not text */
    static Source of(Path path) {
        try {
            return of(path.toString(), Files.readAllBytes(path));
        } catch (IOException e) {
            throw new PolicyRefusedException(List.of(new Flaw(path.toString(), 1, 1, "this file cannot be read", "")));
        }
    }

    String text() {
        return new String(text, 0, text.length);
    }

    /** The keys and values of the whole file. */
    MappingNode root() {
        try {
            Node node = new Yaml().compose(new StringReader(text()));
            if (node instanceof MappingNode mapping) {
                return mapping;
            }
            refuse(1, 1, node == null ? "there is nothing here" : "a file begins with keys, such as `policy: shop`");
        } catch (MarkedYAMLException wrong) {
            Mark mark = wrong.getProblemMark();
            refuse(
                    mark == null ? 1 : mark.getLine() + 1,
                    mark == null ? 1 : mark.getColumn() + 1,
                    "this is not YAML: " + wrong.getProblem());
        } catch (YAMLException wrong) {
            refuse(1, 1, "this is not YAML: " + wrong.getMessage());
        }
        throw new PolicyRefusedException(errors);
    }

    void refuse(Node at, String message) {
        refuse(at.getStartMark().getLine() + 1, at.getStartMark().getColumn() + 1, message);
    }

    /** Something wrong inside a text, so many code points from its beginning. */
    void refuse(ScalarNode at, int offset, String message) {
        int index = placeOf(at, offset);
        int line = 1;
        int column = 1;
        for (int i = 0; i < index; i++) {
            column = text[i] == '\n' ? 1 : column + 1;
            line += text[i] == '\n' ? 1 : 0;
        }
        refuse(line, column, message);
    }

    private void refuse(int line, int column, String message) {
        errors.add(flaw(line, column, message));
    }

    /** A number as so many of its smallest unit; nothing where it is none or has more decimals, which is refused. */
    long exactly(ScalarNode number, int decimals) {
        try {
            return new BigDecimal(number.getValue()).movePointRight(decimals).longValueExact();
        } catch (NumberFormatException | ArithmeticException wrong) {
            refuse(number, "`" + number.getValue() + "` is no number of at most " + decimals + " decimals");
            return 0;
        }
    }

    /** Nothing wrong, but hardly what was meant. */
    void doubt(Node at, String message) {
        doubts.add(flaw(at.getStartMark().getLine() + 1, at.getStartMark().getColumn() + 1, message));
    }

    private Flaw flaw(int line, int column, String message) {
        return new Flaw(name, line, column, message, line > lines.size() ? "" : lines.get(line - 1));
    }

    List<Flaw> doubts() {
        return List.copyOf(doubts);
    }

    /** @throws PolicyRefusedException with everything refused so far, from the top, if anything was */
    void requireSound() {
        if (!errors.isEmpty()) {
            throw new PolicyRefusedException(errors.stream()
                    .sorted(Comparator.comparingInt(Flaw::lineNumber).thenComparingInt(Flaw::column))
                    .toList());
        }
    }

    /** Where in the file a place in a value stands: quotes, escapes and folded lines are skipped. */
    private int placeOf(ScalarNode node, int offset) {
        int[] value = node.getValue().codePoints().toArray();
        int end = node.getEndMark().getIndex();
        int at = node.getStartMark().getIndex();
        for (int i = 0; i < value.length && at < end; i++) {
            while (at < end && !isSame(text[at], value[i])) {
                at++;
            }
            if (i == offset) {
                return at;
            }
            at++;
        }
        return Math.min(at, Math.max(0, text.length - 1));
    }

    private static boolean isSame(int written, int read) {
        return written == read || (Character.isWhitespace(written) && Character.isWhitespace(read));
    }

    /** The bytes of something that comes with Sojourn; null where there is no such thing. */
    static byte @Nullable [] resource(String path) {
        try (var in = Source.class.getResourceAsStream(path)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
