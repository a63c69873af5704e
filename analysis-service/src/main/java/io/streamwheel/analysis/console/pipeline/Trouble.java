package io.streamwheel.analysis.console.pipeline;

/**
 * Something that is not as it should be.
 *
 * @param place the id of the box that it is about
 * @param grave whether events do not flow; otherwise somebody should look soon
 */
record Trouble(String place, boolean grave, String words) {}
