package io.sojourn.history;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Gives rows byte by byte as they stand in the file, first to last: what is refused is kept as it came. Of one longer than
 * 8 MiB, more likely a lost quotation mark than a row, the beginning is kept.
 */
final class OriginalRows implements AutoCloseable {
    private static final int END = -1;
    private static final int KEPT = 8 << 20;

    private final InputStream bytes;
    private long line = 1;

    OriginalRows(Path file) throws IOException {
        bytes = new BufferedInputStream(RowFile.open(file, n -> {}), 1 << 16);
    }

    /** The row's bytes without its line end; rows are asked for in the order of the file. */
    byte[] row(long firstLine, int lines) throws IOException {
        while (line < firstLine && !passLine(OutputStream.nullOutputStream())) {
            line++;
        }
        ByteArrayOutputStream row = new Beginning();
        for (int i = 0; i < lines; i++) {
            if (passLine(row)) {
                break;
            }
            line++;
        }
        return withoutLineEnd(row.toByteArray());
    }

    /** Copies one line with its end; true at the end of the file. */
    private boolean passLine(OutputStream to) throws IOException {
        for (int b = bytes.read(); b != END; b = bytes.read()) {
            to.write(b);
            if (b == '\n') {
                return false;
            }
            if (b == '\r') {
                bytes.mark(1);
                int next = bytes.read();
                if (next == '\n') {
                    to.write(next);
                } else {
                    bytes.reset();
                }
                return false;
            }
        }
        return true;
    }

    private static byte[] withoutLineEnd(byte[] row) {
        int length = row.length;
        if (length > 0 && row[length - 1] == '\n') {
            length--;
        }
        if (length > 0 && row[length - 1] == '\r') {
            length--;
        }
        return Arrays.copyOf(row, length);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private static final class Beginning extends ByteArrayOutputStream {
        @Override
        public synchronized void write(int b) {
            if (count < KEPT) {
                super.write(b);
            }
        }
    }
}
