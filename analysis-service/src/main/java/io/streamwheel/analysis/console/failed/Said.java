package io.streamwheel.analysis.console.failed;

import org.springframework.http.HttpStatus;

/**
 * What came of something that the operator asked for.
 *
 * @param words for the operator
 * @param ofThePayload whether they are about what was typed
 */
record Said(HttpStatus status, String words, boolean ofThePayload) {

    static final Said UNKNOWN =
            no(HttpStatus.NOT_FOUND, "There is no failed event of that number any more.");

    static Said yes(String words) {
        return new Said(HttpStatus.OK, words, false);
    }

    static Said no(HttpStatus status, String words) {
        return new Said(status, words, false);
    }

    static Said payload(String words) {
        return new Said(HttpStatus.UNPROCESSABLE_CONTENT, words, true);
    }

    public boolean good() {
        return status.is2xxSuccessful();
    }
}
