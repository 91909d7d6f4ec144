/** The same decision on Apache Flink: Sojourn's fold and codecs, another engine around them. */
@NullMarked
package io.sojourn.proof.flink;

import org.jspecify.annotations.NullMarked;
