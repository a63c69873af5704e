package io.streamwheel.benchmarks.backlog;

import io.streamwheel.benchmarks.flow.Pipeline;
import io.streamwheel.benchmarks.stack.Cpu;
import io.streamwheel.benchmarks.stack.Service;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Time on the processors.
 *
 * @param rest everybody else: the database, the load generator, strangers
 */
record Usage(Map<Service, Cpu> services, Cpu broker, Cpu rest) {

    static Usage of(Pipeline running) throws IOException {
        Map<Service, Cpu> services = new EnumMap<>(Service.class);
        Cpu broker = running.brokerCpu();
        Cpu rest = Cpu.ofMachine().minus(broker);
        for (Service service : Service.values()) {
            Cpu cpu = running.cpu(service);
            services.put(service, cpu);
            rest = rest.minus(cpu);
        }
        return new Usage(services, broker, rest);
    }

    /** What was used since then, for each of so many events. */
    String since(Usage before, long events) {
        StringBuilder line = new StringBuilder("CPU us an event:");
        services.forEach((service, cpu) ->
                line.append(
                        String.format(
                                Locale.ROOT,
                                " %s %.1f,",
                                service.slug(),
                                micros(
                                        cpu.minus(before.services.getOrDefault(service, Cpu.NONE)),
                                        events))));
        return line.append(
                        String.format(
                                Locale.ROOT,
                                " broker %.1f, database, generator and others %.1f",
                                micros(broker.minus(before.broker), events),
                                micros(rest.minus(before.rest), events)))
                .toString();
    }

    private static double micros(Cpu cpu, long events) {
        return cpu.seconds() * 1e6 / Math.max(1, events);
    }
}
