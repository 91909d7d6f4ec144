/**
 * Policies as people write them: YAML with conditions in CEL, read, checked and compiled to {@code io.sojourn.policy}. What
 * decides never looks in here.
 */
@NullMarked
package io.sojourn.authoring;

import org.jspecify.annotations.NullMarked;
