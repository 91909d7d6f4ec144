package io.sojourn.history;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The rows of a file of values, plain or gzip, one after the other. */
final class RowFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> header;

    /** {@code bytesRead} hears of the bytes taken from the file, as it lies on disk. */
    @SuppressWarnings("removal") // for text after a closing quote there is no other way yet
    RowFile(Path path, FileShape shape, LongConsumer bytesRead) throws IOException {
        this.path = path;
        var decoder = shape.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        this.reader = CsvReader.builder()
                .fieldSeparator(shape.delimiter())
                .quoteCharacter(shape.quote())
                .commentStrategy(CommentStrategy.NONE)
                .commentCharacter(FileShape.NONE) // else a file could not be delimited by '#'
                .skipEmptyLines(true)
                // Rows of the wrong width and text after a closing quote are one row's trouble; a quote that is never
                // closed swallows the rest of the file, and that must not go by unseen.
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(false)
                .ofCsvRecord(new InputStreamReader(open(path, bytesRead), decoder));
        this.records = reader.iterator();
        List<String> named = shape.columns();
        this.header = named != null ? named : firstRow();
    }

    /** The bytes of the text, unpacked where they are packed. */
    static InputStream open(Path path, LongConsumer bytesRead) throws IOException {
        InputStream counted = new Counted(Files.newInputStream(path), bytesRead);
        InputStream bytes = new BufferedInputStream(counted, BUFFER);
        bytes.mark(2);
        boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        try {
            return gzip ? new GZIPInputStream(bytes, BUFFER) : bytes;
        } catch (ZipException | EOFException broken) {
            bytes.close();
            throw notGzip(path, broken);
        }
    }

    List<String> header() {
        return header;
    }

    boolean hasNext() {
        try {
            return records.hasNext();
        } catch (CsvParseException broken) {
            throw new FileRefusedException(
                    path + ": " + broken.getMessage()
                            + ". Probably a quotation mark that is opened and never closed; nothing was imported",
                    broken);
        } catch (UncheckedIOException failed) {
            if (failed.getCause() instanceof ZipException || failed.getCause() instanceof EOFException) {
                throw notGzip(path, failed.getCause());
            }
            throw failed;
        }
    }

    private static FileRefusedException notGzip(Path path, IOException broken) {
        return new FileRefusedException(
                path + " begins as gzip does and is not: " + broken.getMessage() + "; nothing was imported", broken);
    }

    Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        CsvRecord csv = records.next();
        int ends = 0;
        for (String value : csv.getFields()) {
            ends += lineEnds(value);
        }
        return new Row(csv.getStartingLineNumber(), 1 + ends, csv.getFields());
    }

    private List<String> firstRow() {
        if (!hasNext()) {
            throw new FileRefusedException(path + " is empty: it needs a header row", null);
        }
        List<String> names = new ArrayList<>();
        for (String name : next().values()) {
            names.add((names.isEmpty() && name.startsWith("\uFEFF") ? name.substring(1) : name).strip());
        }
        return names;
    }

    private static int lineEnds(String value) {
        int ends = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || (c == '\n' && (i == 0 || value.charAt(i - 1) != '\r'))) {
                ends++;
            }
        }
        return ends;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** Tells how far a stream has been read. */
    private static final class Counted extends FilterInputStream {
        private final LongConsumer bytesRead;

        Counted(InputStream in, LongConsumer bytesRead) {
            super(in);
            this.bytesRead = bytesRead;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            bytesRead.accept(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int n = in.read(into, from, length);
            bytesRead.accept(Math.max(n, 0));
            return n;
        }
    }
}
