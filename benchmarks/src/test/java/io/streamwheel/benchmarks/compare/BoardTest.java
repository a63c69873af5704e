package io.streamwheel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.benchmarks.flow.Figures;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BoardTest {

    private final Board board = new Board(_ -> {});

    @Test
    void aFigureIsDividedByItsPeersOfTheSameRound() {
        List.of(10.0, 20.0, 40.0).forEach(each -> board.add(Line.PERFTEST_CONFIRMED, each));
        List.of(40.0, 40.0, 40.0).forEach(each -> board.add(Line.DOOR, each));
        assertThat(board.judged(Line.DOOR)).contains(new Figures(2, 1, 4));
    }

    @Test
    void aBarWithoutAPeerIsHeldAgainstTheFigureItself() {
        List.of(100.0, 300.0).forEach(each -> board.add(Line.VISIBLE_P50, each));
        assertThat(board.judged(Line.VISIBLE_P50)).contains(new Figures(200, 100, 300));
    }

    @Test
    void withoutOneOfBothThereIsNothingToJudge() {
        assertThat(board.judged(Line.DOOR)).isEmpty();
        board.add(Line.DOOR, 1);
        assertThat(board.judged(Line.DOOR)).isEmpty();
        assertThat(board.judged(Line.VISIBLE_P50)).isEmpty();
    }

    @Test
    void theLatestIsThisRounds() {
        board.add(Line.DOOR, 1);
        board.add(Line.DOOR, 2);
        assertThat(board.latest(Line.DOOR)).contains(2.0);
        assertThat(board.latest(Line.SINGLE)).isEmpty();
    }

    @Test
    void oneFaultMakesTheFiguresVoid() {
        board.faults("r1-events", List.of());
        assertThat(board.counts()).isTrue();
        board.faults("r2-events", List.of("lost"));
        assertThat(board.counts()).isFalse();
        assertThat(board.faults()).containsExactly("r2-events: lost");
    }
}
