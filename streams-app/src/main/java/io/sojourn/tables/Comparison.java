package io.sojourn.tables;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What another policy would have decided of the same ledger. Money is what customers have spent up to now, in 1/10,000 of whatever
 * currency they pay in.
 *
 * @param live the policy in force at the end, in words
 * @param candidate the other
 * @param entries of the ledger that were read
 * @param customers who were looked at
 * @param reached the latest tick
 * @param stages how many stand where, of every ladder
 * @param moves customers who would stand elsewhere now
 * @param changes of decisions, by what is decided
 * @param shifts by how many whole days decisions come earlier (below zero) or later
 * @param warnings how often each is raised
 * @param days warnings raised on each day, UTC, on which there were any
 * @param months warnings raised in each month in which there were any
 * @param touched of whom anything is decided otherwise, by how much they have spent; the last row is all of them
 * @param touchedByStage the same by where they stand now under the live policy, of every ladder
 */
public record Comparison(
        String live,
        String candidate,
        long entries,
        long customers,
        Instant reached,
        List<Stage> stages,
        List<Move> moves,
        List<Change> changes,
        List<Shift> shifts,
        List<Warned> warnings,
        List<Day> days,
        List<Month> months,
        List<Touched> touched,
        List<TouchedStage> touchedByStage) {

    public record Stage(
            String ladder,
            String stage,
            String title,
            long live,
            long candidate,
            BigDecimal liveSpend,
            BigDecimal candidateSpend) {}

    public record Move(String ladder, String live, String candidate, long customers, BigDecimal spend) {}

    /**
     * Of one kind of decision, such as {@code ACTIVE → DORMANT} of a ladder.
     *
     * @param same at the same instant
     * @param p10 days by which those that come earlier or later do, the tenth of a hundred
     */
    public record Change(
            String subject,
            String what,
            long same,
            long added,
            long removed,
            long earlier,
            long later,
            double p10,
            double p50,
            double p90) {
        boolean isNone() {
            return added + removed + earlier + later == 0;
        }
    }

    public record Shift(int days, long decisions) {}

    /**
     * How often a warning was given.
     *
     * @param liveMost the most in one day
     */
    public record Warned(
            String warning,
            long live,
            long candidate,
            double livePerDay,
            double candidatePerDay,
            long liveMost,
            long candidateMost) {}

    public record Day(LocalDate day, long live, long candidate) {}

    /**
     * Warnings raised in a month.
     *
     * @param month its first day
     */
    public record Month(LocalDate month, long live, long candidate) {}

    public record Touched(String segment, long customers, long touched, BigDecimal spend, BigDecimal touchedSpend) {}

    public record TouchedStage(
            String ladder, String stage, long customers, long touched, BigDecimal spend, BigDecimal touchedSpend) {}

    /** Whether nothing is decided otherwise. */
    public boolean isEmpty() {
        return moves.isEmpty() && changes.stream().allMatch(Change::isNone);
    }
}
