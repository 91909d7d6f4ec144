package io.sojourn.tables;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * What parquet-java finds in the files of one table, which knows nothing of DuckDB.
 *
 * @param columns what each holds, in order: the logical type, or where it has none the physical
 * @param codecs those of all column chunks
 */
record ParquetFolder(Map<String, String> columns, Set<String> codecs, List<List<@Nullable Object>> rows) {

    /** @throws IllegalStateException if two files of it do not have the same columns */
    static ParquetFolder read(Path folder) throws IOException {
        Map<String, String> columns = new LinkedHashMap<>();
        Set<String> codecs = new TreeSet<>();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Set<MessageType> schemas = new LinkedHashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
                    MessageType schema = reader.getFileMetaData().getSchema();
                    schemas.add(schema);
                    schema.getFields().forEach(field -> columns.put(field.getName(), type(field)));
                    for (BlockMetaData block : reader.getFooter().getBlocks()) {
                        block.getColumns()
                                .forEach(chunk -> codecs.add(chunk.getCodec().name()));
                    }
                    read(reader, schema, rows);
                }
            }
        }
        if (schemas.size() != 1) {
            throw new IllegalStateException(folder + " has files with " + schemas);
        }
        return new ParquetFolder(columns, codecs, rows);
    }

    private static void read(ParquetFileReader reader, MessageType schema, List<List<@Nullable Object>> rows)
            throws IOException {
        for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
            RecordReader<Group> records =
                    new ColumnIOFactory().getColumnIO(schema).getRecordReader(pages, new GroupRecordConverter(schema));
            for (long n = pages.getRowCount(); n > 0; n--) {
                Group record = records.read();
                List<@Nullable Object> row = new ArrayList<>();
                for (Type field : schema.getFields()) {
                    row.add(record.getFieldRepetitionCount(field.getName()) == 0 ? null : value(record, field));
                }
                rows.add(row);
            }
        }
    }

    private static String type(Type field) {
        LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
        if (logical == null) {
            return field.asPrimitiveType().getPrimitiveTypeName().name();
        }
        return field.isPrimitive() ? logical.toString() : logical + " of " + type(element(field));
    }

    /** A list is a group of groups of one element. */
    private static Type element(Type list) {
        return list.asGroupType().getType(0).asGroupType().getType(0);
    }

    private static Object value(Group record, Type field) {
        String name = field.getName();
        if (!field.isPrimitive()) {
            Group list = record.getGroup(name, 0);
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
                elements.add(value(list.getGroup(0, i), element(field)));
            }
            return elements;
        }
        LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
        if (logical instanceof TimestampLogicalTypeAnnotation) {
            return Instant.EPOCH.plus(record.getLong(name, 0), ChronoUnit.MICROS);
        }
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            boolean isLong = field.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64;
            BigInteger unscaled = isLong
                    ? BigInteger.valueOf(record.getLong(name, 0))
                    : new BigInteger(record.getBinary(name, 0).getBytes());
            return new BigDecimal(unscaled, decimal.getScale());
        }
        if (Objects.equals(logical, LogicalTypeAnnotation.dateType())) {
            return LocalDate.ofEpochDay(record.getInteger(name, 0));
        }
        return switch (field.asPrimitiveType().getPrimitiveTypeName()) {
            case INT32 -> record.getInteger(name, 0);
            case INT64 -> record.getLong(name, 0);
            case DOUBLE -> record.getDouble(name, 0);
            case BOOLEAN -> record.getBoolean(name, 0);
            case BINARY -> record.getString(name, 0);
            default -> throw new IllegalArgumentException("no table has a column of " + field);
        };
    }
}
