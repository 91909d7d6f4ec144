package io.sojourn.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.sojourn.Settings;
import io.sojourn.schemas.Topic;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What `tail` and `dump` have in common: which topic, which records, and how they are printed. */
final class ShowRecords {

    /** How a record is printed. */
    enum Format {
        JSON,
        CSV
    }

    @Parameters(paramLabel = "TOPIC", description = "The topic to read, such as orders, ledger or stage-transitions.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a call without it
    private String topic;

    @Option(
            names = "--format",
            defaultValue = "json",
            description = "json: an object a line. csv: with headings. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.JSON;

    @Option(names = "--limit", paramLabel = "N", description = "Stop after N records.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--key", paramLabel = "KEY", description = "Only records with this key, such as a customer id.")
    private @Nullable String key;

    String topic() {
        return topic;
    }

    /** A visitor that prints what was asked for, and has had enough at the limit or when nobody listens any more. */
    Predicate<ConsumerRecord<byte[], byte[]>> printer(Settings settings, WireFormat wire, PrintWriter out) {
        if (limit < 1) {
            throw new CommandFailed(ExitCode.USAGE, "--limit " + limit + " would show nothing.", "Give 1 or more.");
        }
        var print = format == Format.CSV ? csv(settings, wire, out) : json(wire, out);
        return new Predicate<>() {
            private long left = limit;

            @Override
            public boolean test(ConsumerRecord<byte[], byte[]> record) {
                if (key == null || key.equals(Texts.of(record.key()))) {
                    print.print(record);
                    left--;
                }
                return left > 0 && !out.checkError();
            }
        };
    }

    private interface Printer {
        void print(ConsumerRecord<byte[], byte[]> record);
    }

    private static Printer json(WireFormat wire, PrintWriter out) {
        return record -> out.println(Json.line(SeenRecord.asJson(record, wire)));
    }

    private Printer csv(Settings settings, WireFormat wire, PrintWriter out) {
        var layout = new CsvLayout(ours(settings));
        // Closed with `out`, which is not ours to close.
        var csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .autoFlush(true)
                .build(out);
        csv.writeRecord(layout.headings());
        return record -> csv.writeRecord(layout.cells(SeenRecord.asJson(record, wire)));
    }

    private Optional<Topic> ours(Settings settings) {
        return Topics.catalogue(settings.inputPartitions(), settings.ledgerPartitions()).stream()
                .filter(known -> known.name().equals(topic))
                .findFirst();
    }
}
