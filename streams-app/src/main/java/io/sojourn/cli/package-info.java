/** The command line: one class a command, each of which teaches in its {@code --help}. */
@NullMarked
package io.sojourn.cli;

import org.jspecify.annotations.NullMarked;
