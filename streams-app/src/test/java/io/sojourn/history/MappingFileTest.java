package io.sojourn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MappingFileTest {
    private static final String GOOD = """
            source: shop
            rows: orders
            order: {column: id}
            time: {column: at}
            customer: {column: who}
            amount: {column: total}
            currency: {constant: EUR}
            """;

    @TempDir
    Path folder;

    static Stream<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.list(SampleData.mapping(""))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void every_mapping_we_ship_loads(Path mapping) throws IOException {
        assertThat(MappingFile.load(mapping).mapping().kinds()).isNotEmpty();
    }

    @Test
    void what_is_left_out_has_a_plain_default() throws IOException {
        Mapping mapping = load(GOOD);

        assertThat(mapping.kinds()).containsExactly(Kind.ORDER);
        assertThat(mapping.file()).isEqualTo(FileShape.PLAIN);
        assertThat(mapping.customer().guest()).containsExactly("");
        assertThat(mapping.time().patterns()).containsExactly("iso");
    }

    @Test
    void an_unknown_key_is_refused_with_its_place_and_a_suggestion() {
        assertThatThrownBy(() -> load(GOOD + "curency: {constant: EUR}\n"))
                .isInstanceOf(MappingRefusedException.class)
                .hasMessageContaining("line 8, column")
                .hasMessageContaining("no key 'curency'; did you mean 'currency'?");
    }

    @Test
    void an_unknown_key_deep_inside_is_refused_too() {
        assertThatThrownBy(() -> load(GOOD.replace("{column: at}", "{column: at, patern: iso}")))
                .hasMessageContaining("line 4, column")
                .hasMessageContaining("no key 'patern'; did you mean 'patterns'?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    source: shop              | ``                                  | 'source' is missing
                    source: shop              | source: a shop                      | 'source' is 1 to 64 of letters
                    rows: orders              | rows: things                        | [ORDERS, LINES]
                    {column: total}           | {column: total, constant: 1}        | 'amount' is either
                    {column: total}           | {quantity: n}                       | 'amount' is either
                    {constant: EUR}           | {}                                  | 'currency' is {constant: …}
                    {column: at}              | {column: at, zone: Mars}            | zone 'Mars' is not known
                    {column: at}              | {column: at, patterns: [jjjj]}      | 'jjjj' is not a time pattern
                    source: shop              | file: {charset: UTF-16}             | charset UTF-16 is not read here
                    source: shop              | file: {delimiter: ';;'}             | 'delimiter' is one character
                    rows: orders              | kinds: [{id: a, as: order, of: x}]  | 'of' is for refunds
                    rows: orders              | kinds: [{id: a, as: order, drop: x}]| 'x' is not a rule
                    rows: orders              | kinds: [{id: a, as: order, when: {column: b}}] | exactly one of is, in
                    rows: orders              | rows: orders, rows                  | line 2
                    """)
    void what_cannot_be_meant_is_refused_with_what_to_write(String instead, String of, String message) {
        assertThatThrownBy(() -> load(GOOD.replace(instead, of)))
                .isInstanceOf(MappingRefusedException.class)
                .hasMessageContaining("shop.yaml")
                .hasMessageContaining(message);
    }

    private Mapping load(String text) throws IOException {
        return MappingFile.load(Files.writeString(folder.resolve("shop.yaml"), text))
                .mapping();
    }

    @Test
    void whatever_is_wrong_with_the_text_its_place_is_named() throws IOException {
        assertThatThrownBy(() -> load("")).hasMessageContaining("line 1, column 1");
        assertThatThrownBy(() -> load("~")).hasMessageContaining("line 1, column 1");
        Path file = folder.resolve("latin.yaml");
        Files.write(file, "source: shop\nrows: k\u00f6ln".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> MappingFile.load(file))
                .isInstanceOf(MappingRefusedException.class)
                .hasMessageContaining("line 2, column 8: what follows is not UTF-8");
        assertThatThrownBy(() -> load(GOOD + "kinds: [~]\n"))
                .isInstanceOf(MappingRefusedException.class)
                .hasMessageContaining("line 8")
                .hasMessageContaining("null");
    }

    @Test
    void a_file_is_not_delimited_by_what_quotes_or_ends_a_line() throws IOException {
        for (String shape : new String[] {"delimiter: '\"'", "delimiter: \"\\n\"", "quote: \"\\r\"", "quote: ','"}) {
            assertThatThrownBy(() -> load(GOOD + "file: {" + shape + "}\n"))
                    .isInstanceOf(MappingRefusedException.class)
                    .hasMessageContaining("line 8");
        }
        assertThatThrownBy(() -> load(GOOD + "file: {charset: ISO-2022-CN}\n"))
                .isInstanceOf(MappingRefusedException.class)
                .hasMessageContaining("is not read here");
        assertThat(load(GOOD + "file: {delimiter: '#'}\n").file().delimiter()).isEqualTo('#');
    }

    @Test
    void a_price_nobody_could_write_out_is_refused() {
        for (String price : new String[] {"1e999999999", "1e-999999999", "-1e10000"}) {
            assertThatThrownBy(() -> load(GOOD.replace("{column: total}", "{constant: " + price + ", round: 2}")))
                    .isInstanceOf(MappingRefusedException.class)
                    .hasMessageContaining("line 6")
                    .hasMessageContaining("'constant' is a price");
        }
    }
}
