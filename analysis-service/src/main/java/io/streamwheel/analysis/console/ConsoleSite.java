package io.streamwheel.analysis.console;

import io.streamwheel.analysis.site.SiteId;

/**
 * The site that the operator looks at. A handler method of a screen that declares a parameter of
 * this type gets the chosen one, else the first; where there is none at all, the answer says so.
 */
public record ConsoleSite(SiteId id, String name) {}
