package io.sojourn.authoring;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The measures a policy can ask for, each with what it takes and the unit it is compared in: the vocabulary, once. */
enum Word {
    ORDERS("orders", Takes.WINDOW, Unit.COUNT),
    SPEND("spend", Takes.WINDOW, Unit.MONEY),
    VISITS("visits", Takes.WINDOW, Unit.COUNT),
    CARTS("carts", Takes.WINDOW, Unit.COUNT),
    ENGAGEMENTS("engagements", Takes.KIND_AND_WINDOW, Unit.COUNT),
    SILENCE("silence", Takes.SIGN, Unit.SPAN),
    CART_LEFT("cart_left", Takes.NOTHING, Unit.SPAN),
    AWAITING_REPLY("awaiting_reply", Takes.NOTHING, Unit.SPAN),
    AGE("age", Takes.NOTHING, Unit.SPAN),
    IN_STAGE("in_stage", Takes.LADDER, Unit.SPAN),
    STAGE("stage", Takes.LADDER, Unit.NAME),
    PREVIOUS_STAGE("previous_stage", Takes.LADDER, Unit.NAME),
    TICKETS_OPEN("tickets_open", Takes.NOTHING, Unit.COUNT),
    OPEN_COMPLAINTS("open_complaints", Takes.NOTHING, Unit.COUNT),
    TICKETS_REOPENED("tickets_reopened", Takes.NOTHING, Unit.COUNT),
    CSAT("csat", Takes.NOTHING, Unit.COUNT),
    ATTRIBUTE("attribute", Takes.ATTRIBUTE, Unit.NAME),
    ANNIVERSARY("anniversary", Takes.DATE, Unit.TRUTH),
    DATE("date", Takes.DATE, Unit.TRUTH),
    TAG("tag", Takes.TAG, Unit.TRUTH),
    RFM_R("rfm.r", Takes.NO_BRACKETS, Unit.SCORE),
    RFM_F("rfm.f", Takes.NO_BRACKETS, Unit.SCORE),
    RFM_M("rfm.m", Takes.NO_BRACKETS, Unit.SCORE),
    RFM_SEGMENT("rfm_segment", Takes.GRID, Unit.NAME),
    P_NO_ORDER("p_no_order", Takes.HORIZON, Unit.FRACTION),
    P_ALIVE("p_alive", Takes.NOTHING, Unit.FRACTION),
    EXPECTED_ORDERS("expected_orders", Takes.HORIZON, Unit.FRACTION),
    CLV("clv", Takes.NOTHING, Unit.MONEY);

    /** What stands in the brackets. */
    enum Takes {
        NOTHING("()"),
        WINDOW("(), or (days(30)) for the latest 30 days"),
        HORIZON("(days(90))"),
        KIND_AND_WINDOW("(), or ('referral'), (days(30)), ('referral', days(30))"),
        SIGN("('order')"),
        ATTRIBUTE("('city')"),
        DATE("('birthday'), or ('renews_on', '-P1M') for a month before"),
        LADDER("('the-id-of-a-ladder')"),
        GRID("('ten')"),
        TAG("('the-id-of-a-tag')"),
        NO_BRACKETS("");

        final String usage;

        Takes(String usage) {
            this.usage = usage;
        }
    }

    /** What it is compared with. */
    enum Unit {
        COUNT,
        MONEY,
        SPAN,
        FRACTION,
        SCORE,
        NAME,
        TRUTH
    }

    final String text;
    final Takes takes;
    final Unit unit;

    Word(String text, Takes takes, Unit unit) {
        this.text = text;
        this.takes = takes;
        this.unit = unit;
    }

    static Optional<Word> of(String text) {
        return Arrays.stream(values()).filter(word -> word.text.equals(text)).findFirst();
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(word -> word.text).toList();
    }

    /** How it is written. */
    String usage() {
        return text + takes.usage;
    }
}
