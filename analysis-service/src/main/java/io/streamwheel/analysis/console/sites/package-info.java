/**
 * The screen of what an installation serves whom: sites, their keys, and the rules of their lists.
 */
@NullMarked
package io.streamwheel.analysis.console.sites;

import org.jspecify.annotations.NullMarked;
