package io.streamwheel.analysis.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Migrations of large tables take longer than a request may. How long a statement may take, each
 * says of itself ({@code SET LOCAL statement_timeout}); how long the server may be silent, this.
 */
@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {

    private static final Duration LONGEST_SILENCE = Duration.ofHours(6);

    @Bean
    FlywayConfigurationCustomizer patientMigrations() {
        return flyway -> {
            if (flyway.getDataSource() instanceof DataSource source) {
                flyway.dataSource(new Patient(source));
            }
        };
    }

    private static final class Patient extends DelegatingDataSource {

        Patient(DataSource source) {
            super(source);
        }

        /** The pool takes the patience back when the connection is returned. */
        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            connection.setNetworkTimeout(Runnable::run, (int) LONGEST_SILENCE.toMillis());
            return connection;
        }
    }
}
