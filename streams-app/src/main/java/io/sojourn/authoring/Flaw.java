package io.sojourn.authoring;

/**
 * Something wrong with a file, where it stands, from 1.
 *
 * @param line the line's text
 */
public record Flaw(String file, int lineNumber, int column, String message, String line) {

    /** {@code shop.yaml, line 7, column 12: …}, and below it the line with a sign under the place. */
    public String text() {
        String place = file + ", line " + lineNumber + ", column " + column + ": " + message;
        return line.isBlank() ? place : place + "\n    " + line + "\n    " + " ".repeat(column - 1) + "^";
    }
}
