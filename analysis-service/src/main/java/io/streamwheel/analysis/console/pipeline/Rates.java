package io.streamwheel.analysis.console.pipeline;

import io.streamwheel.analysis.pipeline.Totals;
import java.time.Duration;

/** Events a second, by what became of them. */
record Rates(double stored, double duplicates, double filtered, double failed) {

    static final Rates NONE = new Rates(0, 0, 0, 0);

    private static final double MILLIS = 1000.0;

    /** Between two samples; a replay takes from one total and adds to another, which is no rate. */
    static Rates between(Sample before, Sample after) {
        double seconds = Duration.between(before.at(), after.at()).toMillis() / MILLIS;
        if (seconds <= 0) {
            return NONE;
        }
        Totals then = before.status().totals();
        Totals now = after.status().totals();
        return new Rates(
                rate(then.stored(), now.stored(), seconds),
                rate(then.duplicates(), now.duplicates(), seconds),
                rate(then.filtered(), now.filtered(), seconds),
                rate(then.failed(), now.failed(), seconds));
    }

    private static double rate(long then, long now, double seconds) {
        return Math.max(0, now - then) / seconds;
    }

    public double decided() {
        return stored + duplicates + filtered + failed;
    }
}
