/** What is asked of a customer: measures, conditions, ladders and warnings. */
@NullMarked
package io.sojourn.policy;

import org.jspecify.annotations.NullMarked;
