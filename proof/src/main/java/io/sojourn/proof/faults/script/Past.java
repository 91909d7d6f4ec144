package io.sojourn.proof.faults.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * Orders of years past in a file, as an import takes it. They are dated from the beginning of the run, so that two runs can be
 * compared, and at hours that keep every deadline half a day away from it.
 *
 * @param file one row an order
 * @param mapping what its columns mean
 */
public record Past(Path file, Path mapping) {
    private static final String ORDER = "past-";
    private static final int YEARS = 3;
    private static final int ORDERS_EACH = 20;
    private static final String MAPPING = """
            source: past
            rows: orders
            order: {column: order}
            time: {column: at, patterns: [epoch-millis]}
            customer: {column: customer}
            amount: {column: amount}
            currency: {constant: USD}
            """;

    /** Writes so many rows, in no order. */
    public static Past write(Path folder, Instant begin, Random random, int rows) throws IOException {
        StringBuilder text = new StringBuilder("order,at,customer,amount\n");
        for (int row = 0; row < rows; row++) {
            Instant at = begin.minus(Duration.ofDays(1 + random.nextInt(YEARS * 365)))
                    .minus(Duration.ofHours(12))
                    .plusMillis(random.nextInt(3_600_000));
            text.append(ORDER).append(row).append(',').append(at.toEpochMilli());
            text.append(",regular-").append(random.nextInt(rows / ORDERS_EACH));
            text.append(',').append(5 + random.nextInt(200)).append('\n');
        }
        return new Past(
                Files.writeString(folder.resolve("past.csv"), text),
                Files.writeString(folder.resolve("past.yaml"), MAPPING));
    }

    /** The row that an order came from; -1 if from none. */
    public static int row(String order) {
        return order.startsWith(ORDER) ? Integer.parseInt(order.substring(ORDER.length())) : -1;
    }
}
