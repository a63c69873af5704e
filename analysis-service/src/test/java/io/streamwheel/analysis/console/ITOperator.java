package io.streamwheel.analysis.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.streamwheel.analysis.MigratedDatabase;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The console's account: who makes it, and which password holds. */
@ExtendWith(OutputCaptureExtension.class)
class ITOperator {

    private static final int INSTANCES = 6;

    private static MigratedDatabase migrated;

    private final PasswordEncoder encoder = new BCryptPasswordEncoder(4);
    private JdbcClient database;

    @BeforeAll
    static void migrate() {
        migrated = MigratedDatabase.create();
    }

    @AfterAll
    static void drop() {
        migrated.close();
    }

    @BeforeEach
    void forget() {
        database = JdbcClient.create(migrated.dataSource());
        database.sql("DELETE FROM console_operator").update();
    }

    private Operator start(String password) {
        return start("operator", password);
    }

    private Operator start(String name, String password) {
        Operator operator =
                new Operator(
                        new OperatorTable(database),
                        encoder,
                        new ConsoleSettings(name, password, "http://127.0.0.1:8080", ""));
        operator.start();
        return operator;
    }

    @Test
    void ofManyInstancesExactlyOneMakesTheAccountAndPrintsItsPassword(CapturedOutput output)
            throws Exception {
        List<Callable<Operator>> starts =
                IntStream.range(0, INSTANCES)
                        .<Callable<Operator>>mapToObj(i -> () -> start(""))
                        .toList();
        List<Operator> operators;
        try (ExecutorService all = Executors.newFixedThreadPool(INSTANCES)) {
            operators = all.invokeAll(starts).stream().map(started -> started.resultNow()).toList();
        }
        List<String> printed =
                output.getOut()
                        .lines()
                        .filter(line -> line.contains("user operator, password "))
                        .map(line -> line.replaceAll(".*password (\\S+).*", "$1"))
                        .toList();
        assertThat(printed).hasSize(1);
        assertThat(operators)
                .allMatch(operator -> operator.matches("operator", printed.getFirst()));
        assertThat(start("").matches("operator", printed.getFirst())).isTrue();
    }

    @Test
    void aPasswordThatIsSetHoldsFromTheStartOnAndIsNotKeptAsText() {
        assertThat(start("first password").matches("operator", "first password")).isTrue();
        Operator later = start("second password");
        assertThat(later.matches("operator", "first password")).isFalse();
        assertThat(later.matches("operator", "second password")).isTrue();
        assertThat(start("").matches("operator", "second password")).isTrue();
        assertThat(
                        database.sql("SELECT password_hash FROM console_operator")
                                .query(String.class)
                                .single())
                .startsWith("$2a$")
                .doesNotContain("second");
    }

    @Test
    void aChangeElsewhereIsKnownAtTheNextLogIn() {
        Operator here = start("first password");
        start("second password");
        assertThat(here.matches("operator", "second password")).isTrue();
        assertThat(here.matches("operator", "first password")).isFalse();
    }

    @Test
    void anotherNameIsAnotherAccountAndItsCapitalsDoNotMatter() {
        start("first password");
        Operator ada = start("Ada", "second password");
        Authentication in =
                new OperatorAuthentication(ada, new LogInDelays(Ticker.disabledTicker()))
                        .authenticate(
                                UsernamePasswordAuthenticationToken.unauthenticated(
                                        "ADA", "second password"));
        assertThat(in.isAuthenticated()).isTrue();
        assertThat(ada.matches("operator", "first password")).isFalse();
    }

    @Test
    void onlyTheOperatorIsTheOperator() {
        assertThat(start("first password").matches("somebody", "first password")).isFalse();
    }
}
