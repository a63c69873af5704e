package io.streamwheel.analysis.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.model.Method;
import io.streamwheel.analysis.model.Methods;
import io.streamwheel.analysis.model.ModelSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ModelPropertiesTest {

    private static ModelProperties bound(Map<String, String> set) {
        return new Binder(new MapConfigurationPropertySource(set))
                .bindOrCreate("streamwheel.analysis.models", ModelProperties.class);
    }

    @Test
    void whatIsNotSetIsAsInAComparisonWithoutSpring() {
        ModelProperties nothingSet = bound(Map.of("streamwheel.analysis.models.threads", "3"));
        assertThat(nothingSet.settings()).isEqualTo(ModelSettings.defaults(3));
        assertThat(nothingSet.methods()).isEqualTo(Methods.defaults(3));
    }

    @Test
    void theBestGuessIsWhatIsSet() {
        List<Method> methods =
                bound(
                                Map.of(
                                        "streamwheel.analysis.models.cosine-shrinkage", "7",
                                        "streamwheel.analysis.models.ease.lambda", "9"))
                        .methods()
                        .all();
        assertThat(methods.getFirst().guess().parameters()).isEqualTo("shrinkage 7.000");
        assertThat(methods.getLast().guess().parameters()).startsWith("lambda 9.000,");
    }
}
