package io.streamwheel.analysis.session;

import io.streamwheel.analysis.site.SiteId;
import java.util.Map;

/** What is stored, as far as sessions are made of it. Throws when the store cannot be asked. */
public interface SessionReader {

    /** How many events each site has; more whenever something was stored. */
    Map<SiteId, Long> storedEvents();

    /** The site's newest sessions. */
    Sessions read(SiteId site);
}
