package io.streamwheel.ingest.http;

import io.streamwheel.ingest.key.ApiKey;
import io.streamwheel.ingest.key.KeyHash;
import io.streamwheel.ingest.key.KeyRing;
import io.streamwheel.ingest.key.KeyRingSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * A broker and keys that are only pretended: {@code wk} and {@code sk} of site shop. No stereotype,
 * so that no scan finds it.
 */
@EnableAutoConfiguration(
        exclude = {DataSourceAutoConfiguration.class, RabbitAutoConfiguration.class})
@Import(HttpConfiguration.class)
class Fakes {

    @Bean
    KeyRingSource keys() {
        KeyRing ring =
                new KeyRing(
                        Map.of(
                                KeyHash.of("wk"),
                                new ApiKey("shop", ApiKey.Kind.WRITE, false),
                                KeyHash.of("sk"),
                                new ApiKey("shop", ApiKey.Kind.SERVER, false)));
        return () -> Optional.of(ring);
    }

    @Bean
    FakeBroker broker() {
        return new FakeBroker();
    }
}
