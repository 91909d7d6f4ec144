package io.sojourn.proof.faults;

import io.sojourn.proof.faults.site.Site;

/** What goes wrong in a run. It opens the site, and when it is over, instances run that can finish the work. */
@FunctionalInterface
interface Plot {
    Plot NOTHING = whileRunning(site -> {});

    void happen(Site site) throws Exception;

    /** This, once the first instance works and the script has begun. */
    static Plot whileRunning(Plot plot) {
        return whileRunning(1, plot);
    }

    /** Likewise, with so many instances that share the work. */
    static Plot whileRunning(int instances, Plot plot) {
        return site -> {
            site.open(instances);
            plot.happen(site);
        };
    }
}
