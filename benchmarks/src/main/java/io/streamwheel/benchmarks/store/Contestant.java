package io.streamwheel.benchmarks.store;

import java.util.ArrayList;
import java.util.List;

/** A way to write batches, and what was measured of it. */
record Contestant(String name, Turn.Writing writing, List<Turn> turns) {

    Contestant(String name, Turn.Writing writing) {
        this(name, writing, new ArrayList<>());
    }
}
