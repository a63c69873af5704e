package io.streamwheel.benchmarks.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.benchmarks.stack.Service;
import io.streamwheel.benchmarks.start.Training.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TrainingTest {

    private static final Pattern QUESTION =
            Pattern.compile("(?m)^ +ask (\\S+) (\\S+) \"\\$(\\S+)\" '(.*)'$");

    @ParameterizedTest
    @EnumSource
    void servicesAreAskedWhatTheyAreAskedForTheImage(Service service) throws IOException {
        String script = Files.readString(Path.of("..", "deploy", "train"));
        String questions = script.substring(script.indexOf("\nask_all() {"));
        String branch = questions.substring(questions.indexOf(service.slug() + ")"));
        List<Question> asked =
                QUESTION.matcher(branch.substring(0, branch.indexOf(";;")))
                        .results()
                        .map(each ->
                                new Question(
                                        each.group(1), each.group(2), each.group(3), each.group(4)))
                        .toList();
        assertThat(Training.questions(service)).isEqualTo(asked);
    }
}
