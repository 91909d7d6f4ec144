package io.sojourn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The topic contract is generated from the catalogue, the schemas and the intake's reasons, so that it cannot drift. */
class TopicsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "topics.md");
    private static final String REGENERATE =
            "mvn -pl streams-app -am test -Dtest=TopicsPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dsojourn.write.docs=true";

    @Test
    void topics_page_says_what_catalogue_and_schemas_say() throws Exception {
        if (Boolean.getBoolean("sojourn.write.docs")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE))
                .as("docs/topics.md is generated. To write it anew: " + REGENERATE)
                .isEqualTo(page());
    }

    private static String page() {
        return """
                # Topics 主题契约

                <!-- Generated from Topics.java, the Avro schemas and Reason.java; to write it anew:
                %s -->

                What other teams need to send events to Sojourn and to read its decisions. `sojourn topics create` makes
                these topics, `sojourn topics check` compares those that are there with this page, and the application
                refuses to start where results would be wrong. 输入事件与输出决策的完整约定。

                ## Forms

                - **Values** are Avro in Confluent's wire format. Subjects go by record name (`RecordNameStrategy`):
                  `io.sojourn.events.OrderCompleted`, whatever the topic. `sojourn topics create` registers all schemas, so
                  the application itself may run with `schema.registry.auto.register.schemas=false`.
                - **Times** are `timestamp-millis`, UTC. `occurredAt` is when it happened. The record's own timestamp is set
                  by the broker on arrival; what a producer puts there is ignored.
                - **Money** is `decimal(18,4)` with an ISO 4217 code beside it. In JavaScript clients an Avro decimal arrives
                  as a `Buffer` (the unscaled number, big-endian two's complement): read it as an integer and divide by
                  10,000, or give the client a decoder for the logical type.
                - **Keys, partitioners and partition counts of the inputs are free.** Intake re-keys by customer, so a
                  producer in another language that hashes otherwise does no harm. Events of one customer that must be taken
                  in order should share a partition, as always in Kafka.
                - **Ids make repetition harmless.** A second event with an `eventId` already known changes nothing, nor does
                  a second completion of an order. Exceptions, on purpose: of visits, of filled carts and of each kind of
                  engagement the latest %d are remembered one by one. Moves of a ticket are known by ticket, instant and
                  what happened, orders by their `orderId`: an `eventId` used again for another order is noticed only if
                  it is that of the customer's latest order.
                - **Outputs have deterministic ids**: `customer/ladder/ordinal`. Whoever acts on them (精准营销) keeps the
                  ids it has acted on and so never does it twice, whatever is delivered twice or replayed.
                - **`mode`** says where a decision comes from: `LIVE`, `BACKFILL` when it was made while history was
                  imported or by an event that its source calls past (header `sojourn-mode` with the value `BACKFILL`: the
                  only one of our headers that inputs may carry), `REPLAY` when [told again](history.md#replay) into files or
                  onto other topics. Campaigns act on `LIVE`; analysts read all.
                - **`chain`** is a hash over everything ever announced of a customer. Two runs agree about a customer exactly
                  when their chains are equal.
                - The same for tools: [asyncapi.json](asyncapi.json).
                - Read with `isolation.level=read_committed`: decisions are written in transactions.
                - Partitions and retention are what topics are *created* with; the numbers in brackets are defaults of
                  the [settings](settings.md).

                ## Topics

                %s
                ### Mirrors in JSON 镜像

                These exist where [`mirror.json`](settings.md) names their originals, for
                [readers without Avro](consuming.md#without-avro). A record is the original's once more: in the partition,
                under the key, with the headers and the time of the original, its value one JSON object in UTF-8. Its fields
                are those below, all of them: instants in ISO 8601 and UTC, amounts as numbers with their decimals, what is
                absent as `null`. 无需 Avro 的 JSON 镜像主题。

                | topic | | partitions | kept |
                |---|---|---|---|
                %s
                The clock's letters and the app's own changelogs (`<application.id>-…-changelog`) are nobody else's business.

                ## Why a record is refused

                `rejected` holds the original whole: key, value, headers and where it stood, so it can be mended and sent
                again. `reason` is one of these; `hint` says it for the record at hand. A schema registry that cannot be
                reached is no reason: then intake waits. Rows of a file that an import refuses have some reasons more, see
                [import](import.md#what-becomes-of-every-row), and so have [rows of a database](connect.md#what-is-refused).

                | code | meaning | 含义 | what to do |
                |---|---|---|---|
                %s
                ## Records

                %s""".formatted(
                        REGENERATE,
                        io.sojourn.customer.Recent.KEPT,
                        TopicsPage.topics(),
                        TopicsPage.mirrors(),
                        TopicsPage.reasons(),
                        TopicsPage.records());
    }

    @Test
    void every_type_of_the_catalogue_has_its_section() {
        Topics.types().forEach(type -> assertThat(page()).contains("\n### " + type.getSimpleName() + "\n"));
    }
}
