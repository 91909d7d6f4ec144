package io.sojourn.policy;

/** Whole numbers of a small unit, as the decimals people read. */
final class Decimals {
    /** Decimals of money. */
    static final int MONEY = 4;

    private Decimals() {}

    /** {@code 49.5} for 495,000 of 1/10,000. */
    static String show(long value, int decimals) {
        String digits = Long.toString(Math.abs(value));
        String padded = "0".repeat(Math.max(0, decimals + 1 - digits.length())) + digits;
        int point = padded.length() - decimals;
        int end = padded.length();
        while (end > point && padded.charAt(end - 1) == '0') {
            end--;
        }
        String whole = (value < 0 ? "-" : "") + padded.substring(0, point);
        return end == point ? whole : whole + "." + padded.substring(point, end);
    }

    static long scale(int decimals) {
        long scale = 1;
        for (int i = 0; i < decimals; i++) {
            scale *= 10;
        }
        return scale;
    }
}
