package io.streamwheel.analysis.model.itemitem;

/** Hears how far some work is, and says when it is to end early. Called by several threads. */
public interface Progress {

    /** For work that nobody watches. */
    Progress UNWATCHED =
            new Progress() {
                @Override
                public void at(double share) {}

                @Override
                public boolean cancelled() {
                    return false;
                }
            };

    /**
     * @param share 0 to 1
     */
    void at(double share);

    /** Whether to end now, by a {@link java.util.concurrent.CancellationException}. */
    boolean cancelled();

    /** A part of this work, from one share to another. */
    default Progress part(double from, double to) {
        Progress whole = this;
        return new Progress() {
            @Override
            public void at(double share) {
                whole.at(from + (to - from) * share);
            }

            @Override
            public boolean cancelled() {
                return whole.cancelled();
            }
        };
    }
}
