/** What the demonstration shows. */
@NullMarked
package io.sojourn.cli.demo;

import org.jspecify.annotations.NullMarked;
