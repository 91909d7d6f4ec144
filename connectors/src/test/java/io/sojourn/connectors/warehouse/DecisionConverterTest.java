package io.sojourn.connectors.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.decisions.CustomerState;
import io.sojourn.decisions.Rfm;
import io.sojourn.decisions.StageStanding;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecisionConverterTest {
    private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://decision-converter");
    private static final Instant AT = Instant.parse("2026-03-01T19:12:27.899Z");

    private final DecisionConverter converter = new DecisionConverter();
    private final WireFormat wire = new WireFormat(REGISTRY);

    @BeforeEach
    void configure() {
        converter.configure(REGISTRY, false);
    }

    @AfterEach
    void close() {
        converter.close();
        wire.close();
    }

    @Test
    void a_record_lies_flat() {
        Struct row = (Struct) read(anna(AT)).value();
        assertThat(row.getString("customer_id")).isEqualTo("anna");
        assertThat(row.get("as_of")).isEqualTo(Date.from(AT));
        assertThat(row.get("first_order_at")).isNull();
        assertThat(row.getInt32("rfm_window_days")).isEqualTo(365);
        assertThat(row.get("rfm_last_order_at")).isEqualTo(Date.from(AT));
        assertThat(row.get("rfm_net")).isEqualTo(new BigDecimal("407.5000"));
        assertThat(row.getString("stages"))
                .isEqualTo(
                        "[{\"ladder\":\"reference\",\"stage\":\"LOYAL\",\"since\":\"2026-03-01T19:12:27.899Z\",\"ordinal\":3,\"because\":\"on order\"}]");
        assertThat(row.getString("tags")).isEqualTo("[]");
    }

    @Test
    void columns_say_what_they_hold_and_whether_they_may_be_empty() {
        Schema schema = read(anna(AT)).schema();
        assertThat(schema.name()).isEqualTo("io.sojourn.decisions.CustomerState");
        assertThat(schema.field("customer_id").schema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(schema.field("as_of").schema()).isEqualTo(Timestamp.SCHEMA);
        assertThat(schema.field("rfm_net").schema()).isEqualTo(Decimal.schema(4));
        assertThat(schema.field("first_order_at").schema().isOptional()).isTrue();
        assertThat(schema.fields()).extracting(Field::name).doesNotHaveDuplicates();
    }

    @Test
    void every_record_of_a_decision_has_a_shape() {
        for (String topic : List.of(
                Topics.STAGE_TRANSITIONS,
                Topics.CHURN_WARNINGS,
                Topics.TAG_CHANGES,
                Topics.CARE_MOMENTS,
                Topics.CUSTOMER_STATE)) {
            Topics.named(topic, Topics.catalogue(1, 1))
                    .types()
                    .forEach(type -> assertThat(RowShape.of(SpecificData.get().getSchema(type))
                                    .schema()
                                    .field("customer_id"))
                            .as(type.getName())
                            .isNotNull());
        }
    }

    @Test
    void nothing_stays_nothing_and_what_is_no_record_is_refused() {
        assertThat(converter.toConnectData(Topics.CUSTOMER_STATE, null)).isEqualTo(SchemaAndValue.NULL);
        assertThatThrownBy(() -> converter.toConnectData(Topics.CUSTOMER_STATE, "{}".getBytes(UTF_8)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(Topics.CUSTOMER_STATE);
        assertThatThrownBy(() -> new DecisionConverter().configure(REGISTRY, true))
                .hasMessageContaining("StringConverter");
    }

    @Test
    void connect_makes_one_only_to_look_at_it_and_closes_it() {
        try (DecisionConverter looked = new DecisionConverter()) {
            assertThat(looked.config()).isNotNull();
        }
    }

    private SchemaAndValue read(CustomerState state) {
        return converter.toConnectData(Topics.CUSTOMER_STATE, wire.encode(Topics.CUSTOMER_STATE, state));
    }

    private static CustomerState anna(Instant at) {
        return CustomerState.newBuilder()
                .setCustomerId("anna")
                .setAsOf(at)
                .setFirstSeenAt(at)
                .setFirstOrderAt(null)
                .setRfm(new Rfm(365, at, 5, money("412.5"), money("-5"), money("407.5")))
                .setOrders(5)
                .setSpend(money("407.5"))
                .setCurrency("USD")
                .setVisits(0)
                .setLastVisitAt(null)
                .setTickets(0)
                .setTicketsOpen(0)
                .setEngagements(0)
                .setStages(List.of(new StageStanding("reference", "LOYAL", at, 3, "on order")))
                .setWarnings(List.of())
                .setLookAgainAt(null)
                .setChain("0")
                .setTags(List.of())
                .build();
    }

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount).setScale(4);
    }
}
