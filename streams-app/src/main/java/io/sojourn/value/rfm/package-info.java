/** RFM scores by frozen cut-points, and the grids that give the scores names. Whole numbers throughout. */
@NullMarked
package io.sojourn.value.rfm;

import org.jspecify.annotations.NullMarked;
