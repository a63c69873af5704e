package io.streamwheel.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.MalformedFrameException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.MissedHeartbeatException;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AmqpFailureTest {

    @ParameterizedTest
    @CsvSource({
        // code, while the link opens, once it was open
        "200, TRANSIENT, TRANSIENT", // reply-success: closed politely
        "311, TRANSIENT, TRANSIENT", // content-too-large
        "312, TRANSIENT, TRANSIENT", // no-route
        "313, TRANSIENT, TRANSIENT", // no-consumers
        "320, TRANSIENT, TRANSIENT", // connection-forced
        "402, HALT, HALT", // invalid-path
        "403, HALT, HALT", // access-refused
        "404, TRANSIENT, TRANSIENT", // not-found: a queue
        "405, HALT, HALT", // resource-locked
        "406, HALT, TRANSIENT", // precondition-failed: other arguments, or consumer_timeout
        "501, TRANSIENT, TRANSIENT", // frame-error
        "502, HALT, HALT", // syntax-error
        "503, HALT, HALT", // command-invalid
        "504, TRANSIENT, TRANSIENT", // channel-error
        "505, TRANSIENT, TRANSIENT", // unexpected-frame
        "506, TRANSIENT, TRANSIENT", // resource-error
        "530, HALT, HALT", // not-allowed
        "540, HALT, HALT", // not-implemented
        "541, TRANSIENT, TRANSIENT", // internal-error
        "599, TRANSIENT, TRANSIENT", // nobody knows
    })
    void replyCodeDecides(int code, AmqpFailure opening, AmqpFailure open) {
        ShutdownSignalException ofChannel = signal(channelClose(code), false);

        assertThat(AmqpFailure.ofOpening(new IOException(ofChannel))).isEqualTo(opening);
        assertThat(AmqpFailure.ofOpen(ofChannel)).isEqualTo(open);
    }

    @Test
    void aVirtualHostThatIsNotFoundIsNoQueueThatIsNotFound() {
        ShutdownSignalException ofConnection = signal(connectionClose(404), true);

        assertThat(AmqpFailure.ofOpening(new IOException(ofConnection)))
                .isEqualTo(AmqpFailure.HALT);
    }

    @ParameterizedTest
    @MethodSource("openings")
    void withoutAReplyTheExceptionDecides(Throwable problem, AmqpFailure expected) {
        assertThat(AmqpFailure.ofOpening(problem)).isEqualTo(expected);
    }

    static Stream<Arguments> openings() {
        return Stream.of(
                Arguments.of(new AuthenticationFailureException("refused"), AmqpFailure.HALT),
                // A broker that says why it closed the connection during the login means it ...
                Arguments.of(
                        new PossibleAuthenticationFailureException(
                                signal(connectionClose(530), true)),
                        AmqpFailure.HALT),
                // ... and one that does not may only be going down.
                Arguments.of(
                        new PossibleAuthenticationFailureException(new EOFException()),
                        AmqpFailure.TRANSIENT),
                Arguments.of(
                        new MalformedFrameException("AMQP protocol version mismatch"),
                        AmqpFailure.HALT),
                Arguments.of(
                        new SSLHandshakeException("no trust", new CertificateExpiredException()),
                        AmqpFailure.HALT),
                Arguments.of(
                        new SSLHandshakeException("ended", new EOFException()),
                        AmqpFailure.TRANSIENT),
                // A name that is unknown while a container starts is known a moment later.
                Arguments.of(new UnknownHostException("broker"), AmqpFailure.TRANSIENT),
                Arguments.of(new ConnectException("refused"), AmqpFailure.TRANSIENT),
                Arguments.of(new NoRouteToHostException(), AmqpFailure.TRANSIENT),
                Arguments.of(new SocketTimeoutException(), AmqpFailure.TRANSIENT),
                Arguments.of(new SocketException("reset"), AmqpFailure.TRANSIENT),
                Arguments.of(new TimeoutException(), AmqpFailure.TRANSIENT),
                Arguments.of(new IOException("no channel"), AmqpFailure.TRANSIENT));
    }

    @Test
    void anOpenLinkThatEndsWithoutAWordIsOpenedAgainSoon() {
        ShutdownSignalException lost = signal(null, true);
        lost.initCause(new MissedHeartbeatException("silent"));

        assertThat(AmqpFailure.ofOpen(lost)).isEqualTo(AmqpFailure.TRANSIENT);
        assertThat(AmqpFailure.ofOpen(new SocketException("reset")))
                .isEqualTo(AmqpFailure.TRANSIENT);
    }

    private static ShutdownSignalException signal(Method reason, boolean ofConnection) {
        return new ShutdownSignalException(ofConnection, false, reason, null);
    }

    private static Method channelClose(int code) {
        return new AMQP.Channel.Close.Builder().replyCode(code).replyText("why").build();
    }

    private static Method connectionClose(int code) {
        return new AMQP.Connection.Close.Builder().replyCode(code).replyText("why").build();
    }
}
