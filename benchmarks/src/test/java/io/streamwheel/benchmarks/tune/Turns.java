package io.streamwheel.benchmarks.tune;

/** Made up. */
final class Turns {

    private Turns() {}

    static Turn of(double stored, double visibleP99) {
        return new Turn(30_000, stored, 12.5, 1, 2, 3, visibleP99);
    }
}
