package io.sojourn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReaderPoolTest {
    private final ReaderPool pool =
            new ReaderPool(Map.of("bootstrap.servers", "127.0.0.1:1", "group.id", "the-pipeline"), 1);

    @Test
    void more_readings_than_allowed_wait_and_then_are_told_to_come_again() {
        try (pool;
                var first = pool.borrow(Duration.ofSeconds(1))) {
            assertThat(first.consumer()).isNotNull();
            assertThatThrownBy(() -> pool.borrow(Duration.ofMillis(20)))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.answer().status()).isEqualTo(503);
                        assertThat(problem.answer().retryAfter()).isNotNull();
                    });
        }
    }

    @Test
    void a_reader_is_used_again_unless_it_failed() {
        try (pool) {
            var first = pool.borrow(Duration.ofSeconds(1));
            var consumer = first.consumer();
            first.close();

            var second = pool.borrow(Duration.ofSeconds(1));
            assertThat(second.consumer()).isSameAs(consumer);
            second.doNotReuse();
            second.close();

            try (var third = pool.borrow(Duration.ofSeconds(1))) {
                assertThat(third.consumer()).isNotSameAs(consumer);
            }
        }
    }

    @Test
    void a_reader_belongs_to_no_group() {
        try (pool;
                var reader = pool.borrow(Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> reader.consumer().groupMetadata()).hasMessageContaining("group");
        }
    }
}
