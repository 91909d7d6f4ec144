/** What a run runs on: broker, registry and instances as processes that can be killed, paused and cut off. */
@NullMarked
package io.sojourn.proof.faults.site;

import org.jspecify.annotations.NullMarked;
