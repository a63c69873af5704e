package io.streamwheel.event;

/**
 * An envelope of a version that this program does not know yet, or with a word in it of which only
 * a newer program can know the meaning. Not broken: a newer program will read all of it.
 */
public final class NewerEnvelopeException extends MalformedEnvelopeException {

    private NewerEnvelopeException(String message) {
        super(message);
    }

    static NewerEnvelopeException version(int version, int known) {
        return new NewerEnvelopeException(
                "envelope version " + version + " is newer than " + known);
    }

    /** A word of a closed set, such as a dialect, that this program has never heard. */
    static NewerEnvelopeException word(String field) {
        return new NewerEnvelopeException("a " + field + " that is not known here");
    }
}
