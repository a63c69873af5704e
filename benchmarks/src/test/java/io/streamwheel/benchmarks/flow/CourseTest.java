package io.streamwheel.benchmarks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.benchmarks.stack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CourseTest {

    @Test
    void endsWithTheLastEventAndNotWithTheLastLook() {
        Course course = course(1_000, 1_100, 1_300, 1_400, 1_400, 1_400);
        assertThat(course.totals()).isEqualTo(new Totals(400, 0, 0, 0));
        assertThat(course.seconds()).isEqualTo(3);
        assertThat(course.rate()).isEqualTo(400.0 / 3);
    }

    @Test
    void ratesArePieceByPiece() {
        assertThat(course(0, 10, 20, 50, 80, 90, 90).rates(2)).containsExactly(10.0, 30.0, 10.0);
        assertThat(course(0, 10, 20, 50, 80, 90, 90).rates(3)).containsExactly(50.0 / 3, 20.0);
    }

    @Test
    void aRestOfLessThanHalfAPieceIsLeftOut() {
        assertThat(course(0, 10, 20, 30, 40, 45).rates(4)).containsExactly(10.0);
    }

    @Test
    void nothingStoredIsNoRate() {
        Course course = course(7, 7, 7);
        assertThat(course.rate()).isZero();
        assertThat(course.rates(1)).isEmpty();
    }

    @Test
    void memoryAfterTheLastEventDoesNotCount() {
        Course course = course(0, 1, 2, 2, 2);
        assertThat(course.memory(Service.ANALYSIS).largest()).isEqualTo(102);
    }

    @Test
    void theDeepestMomentOfTheSecondQueueIsKept() {
        assertThat(course(0, 5, 2).deepestEnriched()).isEqualTo(5);
    }

    /** A look a second; as many messages in the second queue as events are stored. */
    private static Course course(long... stored) {
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < stored.length; i++) {
            looks.add(
                    new Look(
                            i,
                            new Totals(stored[i], 0, 0, 0),
                            0,
                            stored[i],
                            Map.of(Service.ANALYSIS, 100L + i)));
        }
        return new Course(looks);
    }
}
