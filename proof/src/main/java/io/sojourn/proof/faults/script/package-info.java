/** What is sent in a run, and when: a function of its seed. */
@NullMarked
package io.sojourn.proof.faults.script;

import org.jspecify.annotations.NullMarked;
