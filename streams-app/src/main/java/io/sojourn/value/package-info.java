/** How valuable a customer is: recency, frequency and monetary. */
@NullMarked
package io.sojourn.value;

import org.jspecify.annotations.NullMarked;
