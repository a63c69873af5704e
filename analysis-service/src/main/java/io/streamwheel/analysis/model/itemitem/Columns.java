package io.streamwheel.analysis.model.itemitem;

import io.streamwheel.analysis.history.Decay;
import io.streamwheel.analysis.history.TrainingData;

/**
 * Training data cut to the newest entries of each visitor, with faded weights, readable by visitor
 * and by item.
 *
 * @param rowStarts as in {@link TrainingData}, into it
 * @param rowEnds where the cut row of each visitor ends
 * @param item item of each entry
 * @param weight faded weight of each entry
 * @param columnStarts where each item's visitors begin
 * @param columnVisitor visitor of each entry, by item
 * @param columnWeight faded weight of each entry, by item
 */
record Columns(
        int[] rowStarts,
        int[] rowEnds,
        int[] item,
        float[] weight,
        int[] columnStarts,
        int[] columnVisitor,
        float[] columnWeight) {

    static Columns of(TrainingData data, TrainerSettings settings) {
        int items = data.items().size();
        int[] starts = data.rowStarts();
        int[] ends = new int[data.visitors()];
        float[] weight = new float[data.entries()];
        int[] columns = new int[items + 1];
        Decay decay = new Decay(data.newest(), settings.halfLife());
        for (int v = 0; v < ends.length; v++) {
            ends[v] = Math.min(starts[v + 1], starts[v] + settings.maxHistory());
            for (int at = starts[v]; at < ends[v]; at++) {
                weight[at] = data.weight()[at] * decay.at(data.time()[at]);
                columns[data.item()[at] + 1]++;
            }
        }
        for (int i = 0; i < items; i++) {
            columns[i + 1] += columns[i];
        }
        int[] visitor = new int[columns[items]];
        float[] byColumn = new float[columns[items]];
        int[] next = columns.clone();
        for (int v = 0; v < ends.length; v++) {
            for (int at = starts[v]; at < ends[v]; at++) {
                int place = next[data.item()[at]]++;
                visitor[place] = v;
                byColumn[place] = weight[at];
            }
        }
        return new Columns(starts, ends, data.item(), weight, columns, visitor, byColumn);
    }

    int items() {
        return columnStarts.length - 1;
    }

    /** How many entries of a visitor count. */
    int rowSize(int visitor) {
        return rowEnds[visitor] - rowStarts[visitor];
    }
}
