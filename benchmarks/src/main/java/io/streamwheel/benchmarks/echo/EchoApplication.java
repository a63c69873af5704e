package io.streamwheel.benchmarks.echo;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Reads JSON and writes it back, or says hello. */
@SpringBootApplication
@RestController
public class EchoApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(EchoApplication.class, arguments);
    }

    @GetMapping("/hello")
    Map<String, String> hello() {
        return Map.of("hello", "world");
    }

    @PostMapping("/v1/events")
    Map<String, Object> echo(@RequestBody Map<String, Object> event) {
        return event;
    }
}
