package io.sojourn.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.events.OrderCompleted;
import io.sojourn.events.PageViewed;
import io.sojourn.events.ProfileUpdated;
import io.sojourn.events.TicketOpened;
import io.sojourn.ledger.Mode;
import io.sojourn.ledger.Tick;
import io.sojourn.schemas.Topics;
import io.sojourn.schemas.WireFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventSenderTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://event-sender");

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final EventSender sender = new EventSender(producer, new WireFormat(REGISTRY), "User:shop");

    @AfterEach
    void close() {
        if (!producer.closed()) {
            sender.close();
        }
    }

    /** Where the answer is not what the test is about. */
    private void told(SpecificRecord event) {
        var unused = sender.send(event);
    }

    @Test
    void each_event_goes_to_the_topic_that_takes_its_type() {
        told(order("c-1"));
        told(new PageViewed("e-2", "c-1", NOON, "/", null));
        told(new TicketOpened("e-3", "c-1", "t-1", NOON, "Where is it?", false));
        told(new ProfileUpdated("e-4", "c-1", NOON, Map.of("country", "FR")));

        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly(Topics.ORDERS, Topics.VISITS, Topics.SUPPORT, Topics.PROFILES);
    }

    @Test
    void what_arrives_is_what_was_sent_keyed_by_customer() {
        var order = order("顾客-1");
        told(order);

        var sent = producer.history().get(0);
        assertThat(sent.key()).isEqualTo("顾客-1".getBytes(UTF_8));
        assertThat(decoded(sent)).isEqualTo(order);
    }

    @Test
    void a_guest_has_no_key() {
        told(order(null));

        assertThat(producer.history().get(0).key()).isNull();
    }

    @Test
    void the_answer_comes_with_the_acknowledgement_and_says_where() {
        var answer = sender.send(order("c-1"));
        assertThat(answer).isNotDone();

        producer.completeNext();
        assertThat(answer).isCompletedWithValueMatching(where -> where.topic().equals(Topics.ORDERS));
    }

    @Test
    void a_failure_names_topic_and_event() {
        var answer = sender.send(order("c-1"));
        producer.errorNext(new RecordTooLargeException("too large"));

        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(EventNotSentException.class, trouble -> {
                    assertThat(trouble.topic()).isEqualTo(Topics.ORDERS);
                    assertThat(trouble.eventId()).isEqualTo("e-1");
                })
                .hasMessage("Event e-1 was not sent to topic orders: too large");
    }

    @Test
    void a_sender_that_cannot_send_at_all_answers_too() {
        producer.sendException = new IllegalStateException("fenced");

        assertThat(sender.send(order("c-1")))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .withMessage("Event e-1 was not sent to topic orders: fenced");
    }

    @Test
    void what_is_no_input_event_is_refused_with_the_list_of_those_that_are() {
        assertThatThrownBy(() -> sender.send(new Tick(NOON, Mode.LIVE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.sojourn.ledger.Tick")
                .hasMessageContaining("OrderCompleted")
                .hasMessageContaining("TicketRated");
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void flush_waits_for_the_acknowledgements_and_close_closes() {
        var answer = sender.send(order("c-1"));
        sender.flush();
        assertThat(answer).isDone();

        sender.close();
        assertThat(producer.closed()).isTrue();
    }

    private static SpecificRecord decoded(ProducerRecord<byte[], byte[]> sent) {
        try (var wireFormat = new WireFormat(REGISTRY)) {
            return wireFormat.decode(sent.topic(), sent.value());
        }
    }

    private static OrderCompleted order(@Nullable String customerId) {
        return OrderCompleted.newBuilder()
                .setEventId("e-1")
                .setCustomerId(customerId)
                .setOrderId("o-1")
                .setOccurredAt(NOON)
                .setTotal(new BigDecimal("19.9000"))
                .setCurrency("USD")
                .build();
    }
}
