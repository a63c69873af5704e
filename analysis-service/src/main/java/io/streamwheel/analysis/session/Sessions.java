package io.streamwheel.analysis.session;

import java.util.List;

/**
 * Sessions of one site, the one that ended first first; the clicks of each in their order.
 * Immutable by contract: the arrays are shared, for readers only.
 *
 * @param items the dictionary: the id of each item number
 * @param starts where each session begins; one longer than there are sessions
 * @param item item number of each click
 */
public record Sessions(List<String> items, int[] starts, int[] item) {

    /** No site, or nothing yet. */
    public static final Sessions NONE = new Sessions(List.of(), new int[1], new int[0]);

    /** How many sessions there are. */
    public int size() {
        return starts.length - 1;
    }

    /** How many clicks they have. */
    public int clicks() {
        return item.length;
    }
}
