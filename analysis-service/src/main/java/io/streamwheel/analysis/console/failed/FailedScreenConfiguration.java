package io.streamwheel.analysis.console.failed;

import io.streamwheel.analysis.failed.Replayer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what the screen stands on. */
@Configuration(proxyBeanMethods = false)
class FailedScreenConfiguration {

    @Bean
    OneReplay oneReplay(Replayer replayer) {
        return new OneReplay(replayer);
    }
}
