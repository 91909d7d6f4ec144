package io.sojourn.connectors.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

class QuestionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            {column: c, is: closed}        | closed     | true
            {column: c, is: closed}        | open       | false
            {column: c, is: closed}        | -          | false
            {column: c, in: [done, closed]}| done       | true
            {column: c, in: [done, closed]}| open       | false
            {column: c, empty: false}      | 2026-03-01 | true
            {column: c, empty: false}      | ' '        | false
            {column: c, empty: false}      | -          | false
            {column: c}                    | yes        | true
            {column: c}                    | f          | false
            {column: c}                    | -          | false
            {constant: true}               | -          | true
            {constant: false}              | yes        | false
            """)
    void a_row_answers(String question, @org.jspecify.annotations.Nullable String value, boolean answer) {
        Keys keys = Keys.of("mapping.yaml", new Yaml().compose(new StringReader(question)));

        assertThat(Question.read(keys).of(CellTest.row(Schema.OPTIONAL_STRING_SCHEMA, value)))
                .isEqualTo(answer);
    }
}
