package io.streamwheel.analysis.content;

import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The content model of each site, made anew after an item is described otherwise, but never more
 * than a tenth of the time: what changes all day in a large catalogue is a little behind.
 */
public final class Contents {

    private static final int SHARE_OF_TIME = 10;

    private final Catalogue catalogue;
    private final Map<SiteId, Made> made = new ConcurrentHashMap<>();

    public Contents(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Empty before the first look. */
    public ContentModel of(SiteId site) {
        Made last = made.get(site);
        return last == null ? ContentModel.EMPTY : last.model;
    }

    /** Makes what is out of date. One thread at a time. */
    public synchronized void refresh() {
        for (SiteId site : catalogue.sites()) {
            Made last = made.get(site);
            long descriptions = catalogue.descriptions(site);
            if (last == null || (last.descriptions != descriptions && last.mayBeMadeAnew())) {
                long start = System.nanoTime();
                ContentModel model = ContentModel.of(catalogue.all(site));
                long end = System.nanoTime();
                made.put(site, new Made(model, descriptions, end, Duration.ofNanos(end - start)));
            }
        }
    }

    /**
     * @param descriptions of the catalogue, before it was read
     */
    private record Made(ContentModel model, long descriptions, long at, Duration took) {

        boolean mayBeMadeAnew() {
            return System.nanoTime() - at >= took.multipliedBy(SHARE_OF_TIME).toNanos();
        }
    }
}
