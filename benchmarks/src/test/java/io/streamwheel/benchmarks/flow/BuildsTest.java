package io.streamwheel.benchmarks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.benchmarks.flow.Pipeline.Builds;
import io.streamwheel.benchmarks.stack.Service;
import io.streamwheel.benchmarks.stack.ServiceArguments;
import org.junit.jupiter.api.Test;

final class BuildsTest {

    @Test
    void furtherOptionsAreThoseOfOneServiceAndComeLast() {
        ServiceArguments arguments = new ServiceArguments();
        arguments.take("--ingest-options", "-Xmx1g");
        Builds usual = Builds.of(arguments);
        assertThat(usual.with(Service.INGEST, "-Da=b").options())
                .containsEntry(Service.INGEST, "-Xmx1g -Da=b")
                .containsEntry(Service.ANALYSIS, usual.options().get(Service.ANALYSIS));
        assertThat(usual.options()).containsEntry(Service.INGEST, "-Xmx1g");
    }
}
