/** Who may do what on the broker: what each component needs, what this client's user lacks, and how it is granted. */
@NullMarked
package io.sojourn.rights;

import org.jspecify.annotations.NullMarked;
