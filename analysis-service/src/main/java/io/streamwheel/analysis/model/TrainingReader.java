package io.streamwheel.analysis.model;

import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.site.SiteId;

/** Reads a site's whole past. Each person is one visitor, whatever ids they came under. */
@FunctionalInterface
public interface TrainingReader {

    /** All weighty interactions; empty data where there are none. */
    TrainingData read(SiteId site);
}
