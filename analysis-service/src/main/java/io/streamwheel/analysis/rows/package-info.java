/** How rows travel to the database in bulk. */
@NullMarked
package io.streamwheel.analysis.rows;

import org.jspecify.annotations.NullMarked;
