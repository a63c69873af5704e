package io.streamwheel.analysis.console.failed;

import io.streamwheel.analysis.failed.FailedEventRow;

/**
 * A failed event in a list.
 *
 * @param beginning the first letters of its payload
 */
record ShownEvent(FailedEventRow row, String beginning) {

    static ShownEvent of(FailedEventRow row) {
        return new ShownEvent(row, ShownPayload.beginning(row.payload()));
    }
}
