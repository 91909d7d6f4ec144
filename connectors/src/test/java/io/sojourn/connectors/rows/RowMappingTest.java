package io.sojourn.connectors.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowMappingTest {
    private static final String GOOD = """
            source: shop
            tables:
              orders:
                as: order
                id: {column: id}
                customer: {column: who}
                time: {column: at}
                amount: {column: total}
                currency: {constant: EUR}
                cancelled: {column: status, in: [void, cancelled]}
            """;

    @Test
    void the_one_we_ship_names_the_shops_tables() {
        assertThat(RowMapping.load(Door.SHOP.toString()).tables().keySet())
                .containsExactlyInAnyOrder(
                        "public.orders",
                        "public.refunds",
                        "public.tickets",
                        "public.customers",
                        "public.campaign_results");
    }

    @Test
    void the_fullest_name_of_a_table_counts() {
        RowMapping mapping = RowMapping.read("m.yaml", """
                source: shop
                tables:
                  orders: {as: nothing}
                  old.orders: {as: nothing}
                """);

        assertThat(mapping.table(List.of("old.orders", "orders"))
                        .orElseThrow()
                        .ids()
                        .of("1"))
                .isEqualTo("shop:old.orders:1");
        assertThat(mapping.table(List.of("new.orders", "orders"))
                        .orElseThrow()
                        .ids()
                        .of("1"))
                .isEqualTo("shop:orders:1");
        assertThat(mapping.table(List.of("new.tickets", "tickets"))).isEmpty();
    }

    /** A line of the good mapping, what stands there instead, and what is said of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            source: shop                 | sorce: shop                     | line 1, column 1: there is no key 'sorce'; did you mean 'source'?
            source: shop                 | source: "a shop"                | line 1, column 1: 'source' is 1 to 64 of letters, digits
            source: shop                 | zone: Europe/Pariss             | line 1, column 1: 'source' is missing
            as: order                    | as: ordr                        | line 4, column 5: 'as' cannot be 'ordr'; did you mean 'order'?
            as: order                    | as: refund                      | line 10, column 5: there is no key 'cancelled'; there are:
            as: order                    | title: order                    | line 3, column 3: 'as' is missing
            id: {column: id}             | ids: {column: id}               | line 5, column 5: there is no key 'ids'; did you mean 'id'?
            id: {column: id}             | deleted: nothing                | line 3, column 3: 'id' is missing
            id: {column: id}             | id: {colum: id}                 | line 5, column 10: there is no key 'colum'; did you mean 'column'?
            id: {column: id}             | id: id                          | line 5, column 9: write keys here, such as {column: id}
            id: {column: id}             | id: {column: }                  | line 5, column 10: 'column' needs a value
            id: {column: id}             | id: {column: id, column: di}    | line 5, column 22: there is a second 'column'
            time: {column: at}           | time: {column: at, zone: Mars}  | line 7, column 24: zone 'Mars' is not known
            time: {column: at}           | time: {column: at, patterns: x} | line 7, column 24: 'patterns' is a list
            time: {column: at}           | time: {column: at, patterns: [jj]} | line 7, column 24: 'jj' is not a time pattern
            amount: {column: total}      | amount: {column: a, round: 5}   | line 8, column 25: 'round' cannot be '5'
            currency: {constant: EUR}    | currency: {}                    | line 9, column 5: write {column: …} or {constant: …}
            in: [void, cancelled]        | in: [a], is: b                  | line 10, column 5: take one of 'is', 'in' and 'empty'
            in: [void, cancelled]        | empty: true                     | line 10, column 33: 'empty' cannot be 'true'
            in: [void, cancelled]        | in: []                          | line 10, column 33: 'in' is a list
            """)
    void what_is_wrong_is_said_with_its_place(String good, String wrong, String said) {
        assertThat(GOOD).contains(good);

        assertThatThrownBy(() -> RowMapping.read("m.yaml", GOOD.replace(good, wrong)))
                .isInstanceOf(MappingRefusedException.class)
                .hasMessageStartingWith("m.yaml, " + said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ''                         | line 1, column 1: there is nothing here
            'source: shop'             | line 1, column 1: 'tables' is missing
            'tables: {a: b'            | line 1, column 14:
            'just words'               | line 1, column 1: write keys here
            """)
    void so_is_what_is_no_mapping_at_all(String text, String said) {
        assertThatThrownBy(() -> RowMapping.read("m.yaml", text))
                .isInstanceOf(MappingRefusedException.class)
                .hasMessageStartingWith("m.yaml, " + said);
    }

    @Test
    void a_file_that_cannot_be_read_is_named(@TempDir Path folder) throws IOException {
        Path latin =
                Files.write(folder.resolve("latin.yaml"), "title: {en: Café}".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> RowMapping.load(latin.toString())).hasMessageContaining("latin.yaml is not UTF-8");
        assertThatThrownBy(() -> RowMapping.load(folder.resolve("none.yaml").toString()))
                .hasMessageContaining("none.yaml cannot be read: give a file that is there on every worker");
    }
}
