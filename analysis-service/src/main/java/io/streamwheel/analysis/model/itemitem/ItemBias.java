package io.streamwheel.analysis.model.itemitem;

/** What the score of each item is multiplied by. */
public interface ItemBias {

    /** Above 0, and not above {@link #most}. */
    float of(int item);

    /** An upper bound, so that items which cannot become good enough are not asked for. */
    float most();
}
