package io.streamwheel.ingest.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** A test of the door on a real port, with the service's own settings and {@link Fakes} behind. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Fakes.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=ingest-service",
            "server.port=0",
            "management.server.port=-1",
            "management.endpoint.health.group.readiness.include=readinessState",
            "management.endpoint.health.group.ready.include=readinessState",
            "streamwheel.ingest.admission.patience=200ms",
            "streamwheel.ingest.publish.timeout=300ms"
        })
@interface DoorOnAPort {}
