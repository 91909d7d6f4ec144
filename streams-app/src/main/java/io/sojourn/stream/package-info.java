/** How it travels: the Kafka Streams topology, its stores and codecs, and the figures it leaves behind. */
@NullMarked
package io.sojourn.stream;

import org.jspecify.annotations.NullMarked;
