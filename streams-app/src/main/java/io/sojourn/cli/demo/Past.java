package io.sojourn.cli.demo;

import io.sojourn.dev.shop.Moment;
import io.sojourn.dev.shop.Shop;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** The shop's history on its way into the ledger: in time order, counted, and ended early when nobody waits for it. */
final class Past implements Iterator<Moment> {
    private final Iterator<Moment> moments;
    private final BooleanSupplier wanted;
    private final AtomicLong taken = new AtomicLong();
    private volatile Instant reached;

    Past(Shop shop, Instant until, BooleanSupplier wanted) {
        this.moments = shop.before(until);
        this.wanted = wanted;
        this.reached = shop.nextAt();
    }

    @Override
    public boolean hasNext() {
        return wanted.getAsBoolean() && moments.hasNext();
    }

    @Override
    public Moment next() {
        var moment = moments.next();
        reached = moment.at();
        taken.incrementAndGet();
        return moment;
    }

    /** How far it has come; may be asked by any thread. */
    Instant reached() {
        return reached;
    }

    /** Whether all of it was told. */
    boolean complete() {
        return !moments.hasNext();
    }

    /** How many events so far; may be asked by any thread. */
    long taken() {
        return taken.get();
    }
}
