package io.sojourn.server;

import io.sojourn.decisions.Because;
import io.sojourn.decisions.CareMoment;
import io.sojourn.decisions.Cause;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.CustomerState;
import io.sojourn.decisions.Level;
import io.sojourn.decisions.Measured;
import io.sojourn.decisions.Rfm;
import io.sojourn.decisions.StageStanding;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.TagChange;
import io.sojourn.decisions.TagStanding;
import io.sojourn.decisions.TagState;
import io.sojourn.decisions.WarningStanding;
import io.sojourn.decisions.WarningState;
import io.sojourn.ledger.Mode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Decisions to ask about. */
final class Decided {
    static final Instant START = Instant.parse("2011-02-10T14:38:00Z");

    private Decided() {}

    static CustomerState standing(String customer) {
        return CustomerState.newBuilder()
                .setCustomerId(customer)
                .setAsOf(day(100))
                .setFirstSeenAt(START)
                .setFirstOrderAt(START)
                .setRfm(rfm())
                .setOrders(1)
                .setSpend(new BigDecimal("412.5000"))
                .setCurrency("GBP")
                .setVisits(3)
                .setLastVisitAt(null)
                .setTickets(0)
                .setTicketsOpen(0)
                .setEngagements(0)
                .setStages(List.of(new StageStanding("reference", "dormant", day(90), 2, "silence('order') >= 90d")))
                .setWarnings(List.of(new WarningStanding("silent-90-days", day(90), 1, Level.WARNING)))
                .setLookAgainAt(day(180))
                .setChain("c2")
                .setTags(List.of(new TagStanding("high-value", day(3), 1, day(93))))
                .build();
    }

    static StageTransition moved(String customer, int ordinal, String from, String to, int day) {
        return StageTransition.newBuilder()
                .setId(customer + "/reference/" + ordinal)
                .setCustomerId(customer)
                .setLadder("reference")
                .setFrom(from)
                .setTo(to)
                .setOrdinal(ordinal)
                .setEffectiveAt(day(day))
                .setDetectedAt(day(day).plusMillis(250))
                .setMode(Mode.LIVE)
                .setCause(ordinal == 1 ? Cause.EVENT : Cause.SILENCE)
                .setBecause(because())
                .setPolicy("reference")
                .setPolicyVersion(1)
                .setRfm(rfm())
                .setPreviousStageMillis(
                        ordinal == 1 ? null : Duration.ofDays(90).toMillis())
                .setChain("c" + ordinal)
                .build();
    }

    static ChurnWarning warned(String customer, int ordinal, WarningState state, int day) {
        return ChurnWarning.newBuilder()
                .setId(customer + "/silent-90-days/" + ordinal)
                .setCustomerId(customer)
                .setWarning("silent-90-days")
                .setLevel(Level.WARNING)
                .setState(state)
                .setOrdinal(ordinal)
                .setEffectiveAt(day(day))
                .setDetectedAt(day(day).plusMillis(250))
                .setActionableUntil(state == WarningState.RAISED ? day(day + 30) : null)
                .setMode(Mode.LIVE)
                .setCause(Cause.SILENCE)
                .setBecause(because())
                .setPolicy("reference")
                .setPolicyVersion(1)
                .setRfm(rfm())
                .setChain("w" + ordinal)
                .build();
    }

    static TagChange tagged(String customer, int ordinal, TagState state, int day) {
        return TagChange.newBuilder()
                .setId(customer + "/high-intent/" + ordinal)
                .setCustomerId(customer)
                .setTag("high-intent")
                .setGroup("intent")
                .setState(state)
                .setOrdinal(ordinal)
                .setEffectiveAt(day(day))
                .setDetectedAt(day(day).plusMillis(250))
                .setExpiresAt(state == TagState.ADDED ? day(day + 30) : null)
                .setMode(Mode.LIVE)
                .setCause(Cause.EVENT)
                .setBecause(because())
                .setPolicy("reference")
                .setPolicyVersion(1)
                .setRfm(rfm())
                .setChain("t" + ordinal)
                .build();
    }

    static CareMoment due(String customer, int ordinal, int day) {
        return CareMoment.newBuilder()
                .setId(customer + "/call-back/" + ordinal)
                .setCustomerId(customer)
                .setMoment("call-back")
                .setOrdinal(ordinal)
                .setEffectiveAt(day(day))
                .setDetectedAt(day(day).plusMillis(250))
                .setActionableUntil(day(day + 7))
                .setMode(Mode.LIVE)
                .setCause(Cause.SILENCE)
                .setBecause(because())
                .setPolicy("reference")
                .setPolicyVersion(1)
                .setRfm(rfm())
                .setChain("m" + ordinal)
                .build();
    }

    static Instant day(int number) {
        return START.plus(Duration.ofDays(number));
    }

    private static Because because() {
        return new Because(
                "silence('order') >= 90d", List.of(new Measured("silence('order')", "90d", ">= 90d")), List.of("e1"));
    }

    private static Rfm rfm() {
        return new Rfm(
                365, START, 1, new BigDecimal("412.5050"), new BigDecimal("-0.0050"), new BigDecimal("412.5000"));
    }
}
