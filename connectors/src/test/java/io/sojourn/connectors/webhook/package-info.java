@NullMarked
package io.sojourn.connectors.webhook;

import org.jspecify.annotations.NullMarked;
