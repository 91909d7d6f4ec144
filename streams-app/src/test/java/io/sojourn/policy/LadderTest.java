package io.sojourn.policy;

import static io.sojourn.customer.ActivityKind.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.policy.Ladder.Stage;
import io.sojourn.policy.Ladder.WayIn;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LadderTest {
    private static final Title TITLE = new Title("Ladder", "阶梯");
    private static final Condition ALWAYS = new Condition.All();

    private static Stage stage(String id, WayIn... waysIn) {
        return new Stage(id, TITLE, List.of(waysIn));
    }

    @Test
    void a_ladder_that_leads_from_nowhere_is_refused() {
        Stage lost = stage("A", new WayIn(Set.of("NOWHERE"), ORDER, ALWAYS));
        assertThatThrownBy(() -> new Ladder("one", TITLE, "A", List.of(lost)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ladder one has no stage NOWHERE");
        assertThatThrownBy(() -> new Ladder("one", TITLE, "B", List.of(stage("A"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ladder one has no stage B");
    }

    @Test
    void a_stage_is_found_by_its_id() {
        Ladder ladder = new Ladder("one", TITLE, "A", List.of(stage("A"), stage("B")));
        assertThat(ladder.stage("B").id()).isEqualTo("B");
        assertThatThrownBy(() -> ladder.stage("C")).hasMessage("ladder one has no stage C");
    }

    @Test
    void a_way_in_says_what_opens_it() {
        Condition few = Condition.lessThan(new Measure.Orders(1_500), 2);
        assertThat(new WayIn(Set.of(), ORDER, ALWAYS).text()).isEqualTo("on order");
        assertThat(new WayIn(Set.of(), null, few).text()).isEqualTo("orders(millis(1500)) < 2");
        assertThat(new WayIn(Set.of(), ORDER, few).text()).isEqualTo("on order && orders(millis(1500)) < 2");
    }

    @Test
    void every_stage_of_the_reference_ladder_has_a_title_in_both_languages() {
        Ladder ladder = ReferencePolicy.overDays(365).ladders().get(0);
        assertThat(ladder.stages())
                .extracting(Stage::id)
                .doesNotHaveDuplicates()
                .hasSize(7);
        assertThat(ladder.stages()).allSatisfy(stage -> {
            assertThat(stage.title().en()).isNotBlank();
            assertThat(stage.title().zh()).matches(".*\\p{IsHan}.*");
        });
    }
}
