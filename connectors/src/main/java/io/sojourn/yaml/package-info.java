/**
 * YAML files as people write them, whether mappings or policies: where something stands, what may have been meant, and how a
 * mapping says that times are written.
 */
@NullMarked
package io.sojourn.yaml;

import org.jspecify.annotations.NullMarked;
