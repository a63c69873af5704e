/** Sites and their keys: who may post, who may ask, and whose data is whose. */
@NullMarked
package io.streamwheel.analysis.site;

import org.jspecify.annotations.NullMarked;
