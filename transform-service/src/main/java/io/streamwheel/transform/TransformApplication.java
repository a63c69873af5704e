package io.streamwheel.transform;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the transform service. Its settings are in {@code transform-service.yml}. */
@SpringBootApplication
public class TransformApplication {

    public static void main(String[] args) {
        System.setProperty("spring.config.name", "transform-service");
        SpringApplication.run(TransformApplication.class, args);
    }
}
