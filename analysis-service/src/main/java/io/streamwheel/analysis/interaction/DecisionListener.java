package io.streamwheel.analysis.interaction;

import java.util.List;

/**
 * Is told after a commit what became of each copy of a batch, while it listens. Runs on the
 * writer's thread: be quick, do not wait, do not throw.
 */
public interface DecisionListener {

    /** Never listens. */
    DecisionListener NOBODY =
            new DecisionListener() {
                @Override
                public boolean listens() {
                    return false;
                }

                @Override
                public void decided(List<Decided> batch) {}
            };

    /** Asked once a batch: while nobody listens nothing is gathered. */
    boolean listens();

    /**
     * @param batch immutable; redelivered copies, which count nothing, are not in it
     */
    void decided(List<Decided> batch);
}
