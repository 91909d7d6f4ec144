package io.sojourn.connectors.webhook;

import io.sojourn.decisions.Because;
import io.sojourn.decisions.CareMoment;
import io.sojourn.decisions.Cause;
import io.sojourn.decisions.ChurnWarning;
import io.sojourn.decisions.Level;
import io.sojourn.decisions.Measured;
import io.sojourn.decisions.Rfm;
import io.sojourn.decisions.StageTransition;
import io.sojourn.decisions.TagChange;
import io.sojourn.decisions.TagState;
import io.sojourn.decisions.WarningState;
import io.sojourn.ledger.Mode;
import io.sojourn.schemas.WireFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Decisions as the lifecycle writes them. */
final class Samples {
    static {
        WireFormat.trustRecords();
    }

    private Samples() {}

    static StageTransition dormant(String customer, int ordinal, Instant at) {
        return StageTransition.newBuilder()
                .setId(customer + "/reference/" + ordinal)
                .setCustomerId(customer)
                .setLadder("reference")
                .setFrom("LOYAL")
                .setTo("DORMANT")
                .setOrdinal(ordinal)
                .setEffectiveAt(at)
                .setDetectedAt(at.plusMillis(630))
                .setMode(Mode.LIVE)
                .setCause(Cause.SILENCE)
                .setBecause(silent())
                .setPolicy("reference")
                .setPolicyVersion(1)
                .setRfm(rfm(at))
                .setPreviousStageMillis(Duration.ofDays(180).toMillis())
                .setChain("5c1f0a9b3d7e2468")
                .build();
    }

    static ChurnWarning warned(String customer, int ordinal, Level level, Instant at, Instant actionableUntil) {
        return ChurnWarning.newBuilder()
                .setId(customer + "/silent-90-days/" + ordinal)
                .setCustomerId(customer)
                .setWarning("silent-90-days")
                .setLevel(level)
                .setState(WarningState.RAISED)
                .setOrdinal(ordinal)
                .setEffectiveAt(at)
                .setDetectedAt(at)
                .setActionableUntil(actionableUntil)
                .setMode(Mode.LIVE)
                .setCause(Cause.SILENCE)
                .setBecause(silent())
                .setPolicy("reference")
                .setPolicyVersion(1)
                .setRfm(rfm(at))
                .setChain("7c1f0a9b3d7e2468")
                .build();
    }

    static TagChange tagged(String customer, String tag, Instant at) {
        return TagChange.newBuilder()
                .setId(customer + "/" + tag + "/1")
                .setCustomerId(customer)
                .setTag(tag)
                .setGroup(null)
                .setState(TagState.ADDED)
                .setOrdinal(1)
                .setEffectiveAt(at)
                .setDetectedAt(at)
                .setExpiresAt(null)
                .setMode(Mode.LIVE)
                .setCause(Cause.EVENT)
                .setBecause(silent())
                .setPolicy("tags")
                .setPolicyVersion(1)
                .setRfm(rfm(at))
                .setChain("8c1f0a9b3d7e2468")
                .build();
    }

    static CareMoment birthday(String customer, Instant at) {
        return CareMoment.newBuilder()
                .setId(customer + "/birthday/1")
                .setCustomerId(customer)
                .setMoment("birthday")
                .setOrdinal(1)
                .setEffectiveAt(at)
                .setDetectedAt(at)
                .setActionableUntil(at.plus(Duration.ofDays(3)))
                .setMode(Mode.LIVE)
                .setCause(Cause.CROSSING)
                .setBecause(silent())
                .setPolicy("follow-up")
                .setPolicyVersion(1)
                .setRfm(rfm(at))
                .setChain("9c1f0a9b3d7e2468")
                .build();
    }

    private static Because silent() {
        return new Because(
                "silence('order') >= 90d",
                List.of(new Measured("silence('order')", "90d", ">= 90d")),
                List.of("small-shop:order:1008"));
    }

    private static Rfm rfm(Instant at) {
        return new Rfm(
                365,
                at.minus(Duration.ofDays(90)),
                5,
                new BigDecimal("412.5000"),
                new BigDecimal("0.0000"),
                new BigDecimal("412.5000"));
    }
}
