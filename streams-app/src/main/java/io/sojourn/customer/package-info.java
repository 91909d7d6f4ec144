/** Who, and what happened: a customer's activities and what is remembered of them. Knows nothing but the JDK. */
@NullMarked
package io.sojourn.customer;

import org.jspecify.annotations.NullMarked;
