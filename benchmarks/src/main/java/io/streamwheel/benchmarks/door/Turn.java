package io.streamwheel.benchmarks.door;

import io.streamwheel.benchmarks.stack.Cpu;
import io.streamwheel.benchmarks.stack.Wrk.Load;
import java.util.Locale;

/**
 * One application's turn in one round.
 *
 * @param application what it used
 * @param broker what the broker used
 * @param machine what everybody used
 * @param residentBytes the application's memory at its end
 * @param eventsPerEnvelope 0 where there is no queue
 */
record Turn(
        Load load,
        Cpu application,
        Cpu broker,
        Cpu machine,
        long residentBytes,
        double eventsPerEnvelope) {

    private static final double MEBIBYTE = 1 << 20;

    double rate() {
        return load.rate();
    }

    double applicationMicros() {
        return micros(application);
    }

    double brokerMicros() {
        return micros(broker);
    }

    double generatorMicros() {
        return micros(load.cpu());
    }

    /** Of the application, the broker and the generator. */
    double allMicros() {
        return applicationMicros() + brokerMicros() + generatorMicros();
    }

    double residentMebibytes() {
        return residentBytes / MEBIBYTE;
    }

    /** Processors that others kept busy meanwhile. */
    double others() {
        return machine.minus(application).minus(broker).minus(load.cpu()).seconds()
                / load.seconds();
    }

    private double micros(Cpu cpu) {
        return cpu.seconds() * 1e6 / load.requests();
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%,9.0f/s  p50 %6.2f ms  p99 %6.2f ms  CPU a request: application %5.1f us, broker"
                        + " %5.1f, generator %5.1f; others %.2f cores  resident %.0f MiB  events an envelope %.1f",
                rate(),
                load.medianMillis(),
                load.p99Millis(),
                applicationMicros(),
                brokerMicros(),
                generatorMicros(),
                others(),
                residentMebibytes(),
                eventsPerEnvelope);
    }
}
