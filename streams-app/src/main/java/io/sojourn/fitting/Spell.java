package io.sojourn.fitting;

import io.sojourn.value.purchase.Occasions;
import java.util.ArrayList;
import java.util.List;

/**
 * A customer's silence after an order, of which the past tells how it ended.
 *
 * @param since the customer as of that order
 * @param silentMillis until the next order, or the end of what is known
 */
record Spell(Occasions since, long silentMillis) {
    /** Those of a customer that begin after one instant and not after another. */
    static List<Spell> of(Buyer buyer, long after, long upTo, long end) {
        List<Spell> spells = new ArrayList<>();
        List<Occasions> occasions = buyer.occasions(end);
        for (int i = 0; i < occasions.size(); i++) {
            long from = occasions.get(i).lastAt();
            long next = i + 1 < occasions.size() ? occasions.get(i + 1).lastAt() : end;
            if (from > after && from <= upTo) {
                spells.add(new Spell(occasions.get(i), next - from));
            }
        }
        return spells;
    }
}
