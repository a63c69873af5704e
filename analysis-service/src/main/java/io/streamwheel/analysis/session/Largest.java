package io.streamwheel.analysis.session;

import java.util.Arrays;

/** The largest of many keys, as a heap with the smallest of them on top. To be used again. */
final class Largest {

    private long[] heap = new long[16];
    private int limit;
    private int size;

    /** Begins anew. */
    void begin(int limit) {
        this.limit = limit;
        size = 0;
        if (heap.length < limit) {
            heap = new long[limit];
        }
    }

    int size() {
        return size;
    }

    /** Whether it would be among them. */
    boolean takes(long key) {
        return size < limit || key > heap[0];
    }

    void offer(long key) {
        if (size < limit) {
            up(key);
        } else if (key > heap[0]) {
            down(key);
        }
    }

    private void up(long key) {
        int at = size++;
        while (at > 0 && heap[(at - 1) / 2] > key) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = key;
    }

    private void down(long key) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= key) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = key;
    }

    /** The smallest first; nothing may be offered afterwards. */
    void sort() {
        Arrays.sort(heap, 0, size);
    }

    long get(int place) {
        return heap[place];
    }
}
