/** YAML files as people write them: where something stands, and what may have been meant. */
@NullMarked
package io.sojourn.yaml;

import org.jspecify.annotations.NullMarked;
