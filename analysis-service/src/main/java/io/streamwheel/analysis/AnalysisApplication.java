package io.streamwheel.analysis;

import io.streamwheel.transport.Carriers;
import io.streamwheel.transport.StopLimit;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts the analysis service. Its settings are in {@code analysis-service.yml}. */
@SpringBootApplication
public class AnalysisApplication {

    public static void main(String[] args) {
        StopLimit.atExit(StopLimit.USUAL);
        Carriers.twoForEachProcessor();
        System.setProperty("spring.config.name", "analysis-service");
        SpringApplication.run(AnalysisApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
