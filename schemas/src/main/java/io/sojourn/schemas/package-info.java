/** What everybody who talks to Sojourn shares: the topics and the form records have on them. */
@NullMarked
package io.sojourn.schemas;

import org.jspecify.annotations.NullMarked;
