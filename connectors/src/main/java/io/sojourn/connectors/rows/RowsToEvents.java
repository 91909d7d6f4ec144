package io.sojourn.connectors.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.connectors.Addresses;
import io.sojourn.connectors.rows.RowRefusedException.Reason;
import io.sojourn.decisions.Rejected;
import io.sojourn.ledger.Mode;
import io.sojourn.schemas.RegistryUnavailableException;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes events of rows: a transform for any source connector that reads tables, by a mapping. Each record becomes one event
 * on its topic, keyed by customer, or nothing. Keys and values are bytes, so the connector's converters have to be
 * {@code ByteArrayConverter}.
 *
 * <p>Nothing is asked of the registry once the transform is configured, so no row can be lost to its being away.
 */
public final class RowsToEvents implements Transformation<SourceRecord>, Versioned {
    private static final Logger LOG = LoggerFactory.getLogger(RowsToEvents.class);

    private final Addresses addresses = new Addresses();
    private final Set<String> warnedOf = new HashSet<>();
    private @Nullable Running running;

    /** What there is once it is configured. */
    private record Running(RowsSettings settings, RowMapping mapping, WireFormat wire, RecordsAsJson json) {}

    /**
     * Reads the mapping and asks the registry for the schemas of all events that it names.
     *
     * @throws org.apache.kafka.common.config.ConfigException if a setting or the mapping is wrong
     * @throws ConnectException if the registry does not answer, or has not a schema and may not take it
     */
    @Override
    public void configure(Map<String, ?> settings) {
        close();
        RowsSettings checked = new RowsSettings(settings);
        RowMapping mapping = checked.mapping();
        WireFormat wire = new WireFormat(checked.registry());
        try {
            mapping.events().forEach(wire::prepare);
            if (checked.keepsRefused()) {
                wire.prepare(Rejected.class);
            }
        } catch (RegistryUnavailableException | IllegalStateException e) {
            wire.close();
            throw new ConnectException(e.getMessage() + "; no row has been read, start the task again then", e);
        }
        running = new Running(checked, mapping, wire, new RecordsAsJson(wire));
    }

    /**
     * The event that a record is; null if it is none.
     *
     * @throws org.apache.kafka.connect.errors.DataException that names table, column, value and what to do, if there should
     *     be one and {@code refused=fail}
     */
    @Override
    public @Nullable SourceRecord apply(SourceRecord record) {
        Running run = running();
        if (record.value() == null) {
            // A tombstone, for topics that are compacted; what was deleted is told by the record before it.
            return null;
        }
        if (ChangeReader.isAboutTheSource(record)) {
            return run.json.passedOn(record);
        }
        try {
            Change change = ChangeReader.read(record);
            if (change == null) {
                LOG.warn("Passed over: {} was emptied as a whole, which tells of no row", record.topic());
                return null;
            }
            SpecificRecord event = event(run, change);
            return event == null ? null : sent(run, record, event, change.history());
        } catch (RowRefusedException e) {
            if (!run.settings.keepsRefused()) {
                throw e;
            }
            LOG.warn("To the topic {}: {}", Topics.REJECTED, e.getMessage());
            return run.json.rejected(record, e);
        }
    }

    private @Nullable SpecificRecord event(Running run, Change change) {
        Optional<RowMapping.Table> table = run.mapping.table(change.names());
        if (table.isEmpty()) {
            if (run.settings.refusesUnmapped()) {
                throw new RowRefusedException(
                        Reason.UNKNOWN_TABLE, change.table(), null, null, run.mapping.without(change.names()));
            }
            return null;
        }
        if (change.isUpdateWithoutBefore() && warnedOf.add(change.table())) {
            LOG.warn("Of updates of table {} not all can be told: {}", change.table(), change.withoutBefore());
        }
        return table.get().meaning().event(change, table.get().ids());
    }

    private SourceRecord sent(Running run, SourceRecord record, SpecificRecord event, boolean history) {
        String topic = addresses.topicOf(event);
        Headers headers = record.headers().duplicate();
        if (history) {
            headers.remove(Topics.MODE_HEADER).addString(Topics.MODE_HEADER, Mode.BACKFILL.name());
        }
        return record.newRecord(
                topic,
                null,
                Schema.OPTIONAL_BYTES_SCHEMA,
                keyOf(event),
                Schema.BYTES_SCHEMA,
                run.wire.encode(topic, event),
                record.timestamp(),
                headers);
    }

    /** A guest has no customer id, so a guest's event has no key and may go to any partition. */
    private static byte @Nullable [] keyOf(SpecificRecord event) {
        Object customer = event.get(event.getSchema().getField("customerId").pos());
        return customer == null ? null : customer.toString().getBytes(UTF_8);
    }

    @Override
    public ConfigDef config() {
        return RowsSettings.DEFINITION;
    }

    @Override
    public String version() {
        return Objects.requireNonNullElse(RowsToEvents.class.getPackage().getImplementationVersion(), "unpackaged");
    }

    @Override
    public void close() {
        if (running != null) {
            running.wire.close();
            running = null;
        }
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("not configured");
        }
        return running;
    }
}
