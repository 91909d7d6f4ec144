package io.sojourn.schemas;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Records of any class of ours with all a field may hold: absences, emptiness, every script, either sign. */
final class RandomRecords {
    private static final List<String> TEXTS = List.of("", "e-1", "silence('order') >= 90d", "白色挂心灯", "🛒", "Käse");

    private final Random random;

    RandomRecords(long seed) {
        random = new Random(seed);
    }

    SpecificRecord next(Class<? extends SpecificRecord> type) {
        return record(KnownRecords.schemaOf(type));
    }

    private SpecificRecord record(Schema schema) {
        SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(field.schema()));
        }
        return record;
    }

    private @Nullable Object value(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return decimal(decimal);
        } else if (schema.getLogicalType() != null) {
            return Instant.ofEpochMilli(random.nextLong() >> (20 + random.nextInt(30)));
        }
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case UNION -> value(schema.getTypes().get(random.nextInt(2)));
            case ARRAY -> list(schema.getElementType());
            case MAP -> map(schema.getValueType());
            case ENUM ->
                SpecificData.get()
                        .createEnum(
                                schema.getEnumSymbols()
                                        .get(random.nextInt(
                                                schema.getEnumSymbols().size())),
                                schema);
            case STRING -> text();
            case BYTES -> bytes();
            case INT -> random.nextInt() >> random.nextInt(32);
            case LONG -> random.nextLong() >> random.nextInt(64);
            case BOOLEAN -> random.nextBoolean();
            case NULL -> null;
            default -> throw new AssertionError(schema);
        };
    }

    private BigDecimal decimal(LogicalTypes.Decimal type) {
        int scale = random.nextInt(type.getScale() + 1);
        BigInteger digits = BigInteger.valueOf(random.nextLong() % 100_000_000_000_000L >> random.nextInt(47));
        return new BigDecimal(digits, scale);
    }

    private List<Object> list(Schema element) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(element));
        }
        return list;
    }

    private Map<String, Object> map(Schema element) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(text(), value(element));
        }
        return map;
    }

    private ByteBuffer bytes() {
        byte[] bytes = new byte[random.nextInt(5_000)];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private String text() {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        return random.nextInt(20) == 0 ? text.repeat(random.nextInt(2_000)) : text;
    }
}
