package io.streamwheel.analysis.model.itemitem;

import io.streamwheel.analysis.history.Decay;
import io.streamwheel.analysis.history.TrainingData;

/**
 * Training data cut to the newest entries of each visitor, with faded weights, readable by visitor
 * and by item. No visitor may own the model: besides the cut, a row that is {@link #LOUDEST} times
 * louder than all rows together, by its root mean square, is turned down to that. It takes a robot
 * that reloads pages all day its weight, and leaves one that looks at everything the cut.
 *
 * @param rowStarts as in {@link TrainingData}, into it
 * @param rowEnds where the cut row of each visitor ends
 * @param item item of each entry
 * @param weight faded weight of each entry
 * @param time of each entry
 * @param kinds of each entry
 * @param columnStarts where each item's visitors begin
 * @param columnVisitor visitor of each entry, by item
 * @param columnEntry which entry it is, by item
 * @param columnWeight faded weight of each entry, by item
 */
record Columns(
        int[] rowStarts,
        int[] rowEnds,
        int[] item,
        float[] weight,
        long[] time,
        byte[] kinds,
        int[] columnStarts,
        int[] columnVisitor,
        int[] columnEntry,
        float[] columnWeight) {

    static final double LOUDEST = 2;

    static Columns of(TrainingData data, TrainerSettings settings) {
        int[] starts = data.rowStarts();
        int[] ends = new int[data.visitors()];
        for (int v = 0; v < ends.length; v++) {
            ends[v] = Math.min(starts[v + 1], starts[v] + settings.maxHistory());
        }
        float[] weight = fade(data, ends, settings);
        turnDown(weight, starts, ends);
        int items = data.items().size();
        int[] columns = new int[items + 1];
        for (int v = 0; v < ends.length; v++) {
            for (int at = starts[v]; at < ends[v]; at++) {
                columns[data.item()[at] + 1]++;
            }
        }
        for (int i = 0; i < items; i++) {
            columns[i + 1] += columns[i];
        }
        int[] visitor = new int[columns[items]];
        int[] entry = new int[columns[items]];
        float[] byColumn = new float[columns[items]];
        int[] next = columns.clone();
        for (int v = 0; v < ends.length; v++) {
            for (int at = starts[v]; at < ends[v]; at++) {
                int place = next[data.item()[at]]++;
                visitor[place] = v;
                entry[place] = at;
                byColumn[place] = weight[at];
            }
        }
        return new Columns(
                starts,
                ends,
                data.item(),
                weight,
                data.time(),
                data.kinds(),
                columns,
                visitor,
                entry,
                byColumn);
    }

    private static float[] fade(TrainingData data, int[] ends, TrainerSettings settings) {
        Decay decay = new Decay(data.newest(), settings.halfLife());
        float[] weight = new float[data.entries()];
        for (int v = 0; v < ends.length; v++) {
            for (int at = data.rowStarts()[v]; at < ends[v]; at++) {
                weight[at] = data.weight()[at] * decay.at(data.time()[at]);
            }
        }
        return weight;
    }

    private static void turnDown(float[] weight, int[] starts, int[] ends) {
        double all = 0;
        long entries = 0;
        double[] squares = new double[ends.length];
        for (int v = 0; v < ends.length; v++) {
            for (int at = starts[v]; at < ends[v]; at++) {
                squares[v] += (double) weight[at] * weight[at];
            }
            all += squares[v];
            entries += ends[v] - starts[v];
        }
        double loudest = LOUDEST * Math.sqrt(all / Math.max(1, entries));
        for (int v = 0; v < ends.length; v++) {
            double loud = Math.sqrt(squares[v] / Math.max(1, ends[v] - starts[v]));
            if (loud > loudest) {
                float factor = (float) (loudest / loud);
                for (int at = starts[v]; at < ends[v]; at++) {
                    weight[at] *= factor;
                }
            }
        }
    }

    int items() {
        return columnStarts.length - 1;
    }

    /** How many entries of a visitor count. */
    int rowSize(int visitor) {
        return rowEnds[visitor] - rowStarts[visitor];
    }
}
