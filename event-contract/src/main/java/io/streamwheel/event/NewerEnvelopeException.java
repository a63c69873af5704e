package io.streamwheel.event;

/**
 * An envelope of a version that this program does not know yet. Not broken: a newer program will
 * read it.
 */
public final class NewerEnvelopeException extends MalformedEnvelopeException {

    NewerEnvelopeException(int version, int known) {
        super("envelope version " + version + " is newer than " + known);
    }
}
