package io.streamwheel.ingest;

import io.streamwheel.transport.Carriers;
import io.streamwheel.transport.StopLimit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the ingest service. Its settings are in {@code ingest-service.yml}. */
@SpringBootApplication
public class IngestApplication {

    public static void main(String[] args) {
        StopLimit.atExit(StopLimit.USUAL);
        Carriers.twoForEachProcessor();
        System.setProperty("spring.config.name", "ingest-service");
        SpringApplication.run(IngestApplication.class, args);
    }
}
