package io.streamwheel.analysis.recommend;

/** How far the stored events are behind the door. */
@FunctionalInterface
public interface Lag {

    /** Seconds, 0 or more. */
    double seconds();
}
