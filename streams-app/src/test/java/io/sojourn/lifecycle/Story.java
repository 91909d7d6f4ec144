package io.sojourn.lifecycle;

import static io.sojourn.lifecycle.Happening.day;
import static io.sojourn.lifecycle.Happening.orderOn;
import static io.sojourn.lifecycle.Happening.visitOn;
import static io.sojourn.value.Rfm.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.customer.Activity;
import io.sojourn.customer.Facts;
import io.sojourn.policy.Policy;
import io.sojourn.value.Rfm;
import java.util.List;

/** A story about one customer: given what was, when this happens or nothing does, then that is announced. */
final class Story {
    private static final long YEAR = 365 * DAY;

    private final Carried customer;
    private int heard;

    private Story(Carried customer) {
        this.customer = customer;
    }

    static Story given(Activity... past) {
        return new Story(Carried.customer("C-1")).and(past);
    }

    static Story givenUnder(Policy policy, Activity... past) {
        return new Story(new Carried(policy, "C-1")).and(past);
    }

    static Story aProspect() {
        return given(visitOn(0));
    }

    static Story aNewCustomer() {
        return given(orderOn(0));
    }

    static Story anActiveCustomer() {
        return given(orderOn(0), orderOn(10));
    }

    static Story aLoyalCustomer() {
        return given(orderOn(0), orderOn(10), orderOn(20), orderOn(30), orderOn(40));
    }

    /** Silent since day 0. */
    static Story aDormantCustomer() {
        return given(orderOn(0)).andSilenceUntil(90);
    }

    /** Silent since day 0. */
    static Story aChurnedCustomer() {
        return given(orderOn(0)).andSilenceUntil(180);
    }

    static Story aReactivatedCustomer() {
        return given(orderOn(0), orderOn(100));
    }

    Story and(Activity... activities) {
        for (Activity activity : activities) {
            customer.tell(activity);
        }
        heard = customer.announced().size();
        return this;
    }

    Story andSilenceUntil(double day) {
        customer.tick(day(day));
        heard = customer.announced().size();
        return this;
    }

    Story when(Activity... activities) {
        heard = customer.announced().size();
        for (Activity activity : activities) {
            customer.tell(activity);
        }
        return this;
    }

    Story whenSilentUntil(double day) {
        heard = customer.announced().size();
        customer.tick(day(day));
        return this;
    }

    Story whenTickedAt(long at) {
        heard = customer.announced().size();
        customer.tick(at);
        return this;
    }

    /** In the words of {@link Telling}: {@code "day 90: NEW > DORMANT"}. */
    Story thenAnnounces(String... expected) {
        assertThat(Telling.of(announced())).containsExactly(expected);
        return this;
    }

    Story thenAnnouncesNothing() {
        return thenAnnounces();
    }

    Story thenIs(String stage) {
        assertThat(customer.stage()).isEqualTo(stage);
        return this;
    }

    Story thenLooksAgainOn(double day) {
        assertThat(customer.standing().lookAgainAt()).isEqualTo(day(day));
        return this;
    }

    /** What the latest step announced. */
    List<Announcement> announced() {
        return customer.announced().subList(heard, customer.announced().size());
    }

    Announcement onlyAnnouncement() {
        assertThat(announced()).hasSize(1);
        return announced().get(0);
    }

    Carried customer() {
        return customer;
    }

    Facts facts() {
        return customer.standing().facts();
    }

    Rfm rfmOn(double day) {
        return Rfm.of(facts(), day(day), YEAR);
    }
}
