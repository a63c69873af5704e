package io.streamwheel.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.streamwheel.analysis.cancellation.Interruption;
import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.itemitem.CosineTrainer;
import io.streamwheel.analysis.model.itemitem.TrainerSettings;
import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ModelBuildsTest {

    private static final SiteId SITE = new SiteId(1);
    private static final ModelSettings SETTINGS =
            new ModelSettings(
                    new TrainerSettings(50, 500, Duration.ofDays(365), 2),
                    Duration.ofDays(365),
                    Duration.ofDays(365),
                    0.2,
                    20,
                    2000,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(120),
                    5,
                    Duration.ofSeconds(60));

    private final Log log = new Log();
    private final CountDownLatch computing = new CountDownLatch(1);

    /** As learning people or reading sessions is: it knows of no progress, and never waits. */
    private TrainingData compute(SiteId site) {
        computing.countDown();
        while (true) {
            Interruption.check();
            Thread.onSpinWait();
        }
    }

    private ModelBuilds builds() {
        TestModelStore store = new TestModelStore();
        return new ModelBuilds(
                log,
                this::compute,
                new Candidates(List.of(Method.of(new CosineTrainer(1))), SETTINGS),
                store,
                new ModelRegistry(store, Clock.systemUTC()),
                site -> 0,
                SETTINGS,
                Clock.systemUTC());
    }

    @Test
    void closingEndsWhatComputesAndWritesThatDown() throws Exception {
        ModelBuilds builds = builds();
        Build build = builds.start(SITE, "test");
        computing.await();
        builds.close();
        assertThat(log.state(build)).isEqualTo(Build.State.FAILED);
        assertThat(log.reason(build)).startsWith("ended early");
    }

    @Test
    void closingWritesDownWhatHasNotBegun() throws Exception {
        ModelBuilds builds = builds();
        builds.start(SITE, "test");
        computing.await();
        Build behind = builds.start(new SiteId(2), "test");
        builds.close();
        assertThat(log.state(behind)).isEqualTo(Build.State.FAILED);
        assertThat(log.reason(behind)).isEqualTo("ended early: the process ends");
    }

    @Test
    void nothingBeginsOnceItIsClosed() {
        ModelBuilds builds = builds();
        builds.close();
        assertThatIllegalStateException().isThrownBy(() -> builds.start(SITE, "test"));
        assertThat(log.newest(SITE, 1)).isEmpty();
    }

    /** Builds in memory. */
    private static final class Log implements BuildLog {

        private final Map<Long, Build> builds = new ConcurrentHashMap<>();

        @Override
        public synchronized Opened open(
                SiteId site, String trigger, Instant now, Instant staleBefore) {
            long id = builds.size() + 1L;
            Build build =
                    new Build(
                            id,
                            site,
                            Build.State.RUNNING,
                            trigger,
                            0,
                            now,
                            now,
                            null,
                            null,
                            null,
                            null,
                            null);
            builds.put(id, build);
            return new Opened(build, true);
        }

        @Override
        public synchronized boolean note(Build build) {
            assertThat(Thread.currentThread().isInterrupted())
                    .as("an interrupted thread gets no connection")
                    .isFalse();
            return Objects.requireNonNull(
                            builds.computeIfPresent(
                                    build.id(),
                                    (id, last) ->
                                            last.state() == Build.State.RUNNING ? build : last))
                    .equals(build);
        }

        @Override
        public Optional<Build> find(SiteId site, long id) {
            return Optional.ofNullable(builds.get(id));
        }

        @Override
        public List<Build> newest(SiteId site, int limit) {
            return builds.values().stream().filter(each -> each.site().equals(site)).toList();
        }

        Build.State state(Build build) {
            return Objects.requireNonNull(builds.get(build.id())).state();
        }

        String reason(Build build) {
            return Objects.requireNonNull(Objects.requireNonNull(builds.get(build.id())).reason());
        }
    }
}
