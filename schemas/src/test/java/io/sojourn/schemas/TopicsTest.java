package io.sojourn.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sojourn.ledger.Tick;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private final List<Topic> catalogue = Topics.catalogue(4, 8);

    @Test
    void each_topic_stands_there_once_and_says_what_it_holds() {
        assertThat(catalogue).extracting(Topic::name).doesNotHaveDuplicates().containsAll(Topics.INPUTS);
        assertThat(catalogue).allSatisfy(topic -> {
            assertThat(topic.title()).isNotBlank();
            assertThat(topic.titleZh()).containsPattern("\\p{IsHan}");
            assertThat(topic.types()).isNotEmpty();
        });
    }

    @Test
    void the_ledger_is_kept_for_ever_and_keeps_the_stamps_it_is_given() {
        assertThat(Topics.named(Topics.LEDGER, catalogue).settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "-1")
                .containsEntry("retention.bytes", "-1")
                .containsEntry("message.timestamp.type", "CreateTime");
    }

    @Test
    void only_the_ledger_trusts_the_writers_stamp() {
        assertThat(catalogue)
                .filteredOn(topic -> !topic.logAppendTime())
                .extracting(Topic::name)
                .containsExactly(Topics.LEDGER);
    }

    @Test
    void whatever_comes_in_may_stand_in_the_ledger_and_ticks_besides() {
        var ledger = Topics.named(Topics.LEDGER, catalogue).types();
        assertThat(Topics.INPUTS)
                .allSatisfy(input -> assertThat(ledger)
                        .containsAll(Topics.named(input, catalogue).types()));
        assertThat(ledger).contains(Tick.class);
    }

    @Test
    void the_clock_is_as_wide_as_the_inputs() {
        assertThat(Topics.INPUTS)
                .allSatisfy(input -> assertThat(Topics.named(input, catalogue).partitions())
                        .isEqualTo(Topics.named(Topics.CLOCK, catalogue).partitions()));
    }

    @Test
    void a_mirror_is_as_wide_as_its_original_and_kept_as_long_by_the_same_stamps() {
        var mirrors = Topics.mirrors(List.of(Topics.TAG_CHANGES, Topics.STAGE_TRANSITIONS), 8);
        assertThat(mirrors).extracting(Topic::name).containsExactly("stage-transitions-json", "tag-changes-json");
        assertThat(mirrors).allSatisfy(mirror -> {
            var original = Topics.named(mirror.name().replace("-json", ""), catalogue);
            assertThat(mirror.partitions()).isEqualTo(original.partitions());
            assertThat(mirror.retention()).isEqualTo(original.retention());
            assertThat(mirror.types()).isEqualTo(original.types());
            assertThat(mirror.logAppendTime()).isFalse();
        });
        assertThat(catalogue).doesNotContainAnyElementsOf(mirrors);
    }

    @Test
    void a_topic_without_partitions_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.catalogue(0, 8));
    }
}
