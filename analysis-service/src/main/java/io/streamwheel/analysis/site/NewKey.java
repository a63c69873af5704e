package io.streamwheel.analysis.site;

/**
 * A key that was made just now.
 *
 * @param text the key itself, which nobody will see again
 */
public record NewKey(KeyEntry entry, String text) {

    /** Without the key. */
    @Override
    public String toString() {
        return "NewKey[" + entry + "]";
    }
}
