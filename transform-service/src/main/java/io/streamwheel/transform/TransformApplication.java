package io.streamwheel.transform;

import io.streamwheel.transport.StopLimit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the transform service. Its settings are in {@code transform-service.yml}. */
@SpringBootApplication
public class TransformApplication {

    public static void main(String[] args) {
        StopLimit.atExit(StopLimit.USUAL);
        System.setProperty("spring.config.name", "transform-service");
        SpringApplication.run(TransformApplication.class, args);
    }
}
