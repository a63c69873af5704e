package io.streamwheel.transport;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.MalformedFrameException;
import com.rabbitmq.client.ProtocolVersionMismatchException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.EOFException;
import java.net.SocketException;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a link to the broker says about whose fault it is, by the reply code (AMQP 0-9-1,
 * 1.2 "constants") and, where the broker did not come to speak, by the exception.
 *
 * <p>The same code can mean two things. While a link opens, 406 says that a queue is there with
 * other arguments; later it says that an acknowledgement took too long ({@code consumer_timeout})
 * or that one message was too large, and a new channel is all that is needed.
 */
enum AmqpFailure {
    /** The broker is away, busy or in trouble; trying again soon helps. */
    TRANSIENT,
    /** Rights, arguments or addresses are wrong: it lasts until a person mends them. */
    HALT;

    /**
     * @param opening while the connection opens and the queues are declared
     * @param open afterwards
     */
    private record Row(AmqpFailure opening, AmqpFailure open) {

        static final Row PASSES = new Row(TRANSIENT, TRANSIENT);
        static final Row HALTS = new Row(HALT, HALT);
        static final Row HALTS_OPENING = new Row(HALT, TRANSIENT);
    }

    private static final Map<Integer, Row> BY_CODE =
            Map.ofEntries(
                    Map.entry(AMQP.REPLY_SUCCESS, Row.PASSES), // somebody closed it politely
                    Map.entry(AMQP.CONTENT_TOO_LARGE, Row.PASSES), // one message of many
                    Map.entry(AMQP.NO_ROUTE, Row.PASSES),
                    Map.entry(AMQP.NO_CONSUMERS, Row.PASSES),
                    Map.entry(AMQP.CONNECTION_FORCED, Row.PASSES), // shutdown, or an operator
                    Map.entry(AMQP.INVALID_PATH, Row.HALTS), // no such virtual host
                    Map.entry(AMQP.ACCESS_REFUSED, Row.HALTS), // password, rights, exclusive use
                    Map.entry(AMQP.NOT_FOUND, Row.PASSES), // a queue: the next opening declares it
                    Map.entry(AMQP.RESOURCE_LOCKED, Row.HALTS), // somebody's exclusive queue
                    Map.entry(AMQP.PRECONDITION_FAILED, Row.HALTS_OPENING),
                    Map.entry(AMQP.FRAME_ERROR, Row.PASSES), // garbled: a new connection is not
                    Map.entry(AMQP.SYNTAX_ERROR, Row.HALTS), // what we say, we will say again
                    Map.entry(AMQP.COMMAND_INVALID, Row.HALTS),
                    Map.entry(AMQP.CHANNEL_ERROR, Row.PASSES),
                    Map.entry(AMQP.UNEXPECTED_FRAME, Row.PASSES),
                    Map.entry(AMQP.RESOURCE_ERROR, Row.PASSES), // the broker is short of something
                    Map.entry(AMQP.NOT_ALLOWED, Row.HALTS), // virtual host, connection limit
                    Map.entry(AMQP.NOT_IMPLEMENTED, Row.HALTS),
                    Map.entry(AMQP.INTERNAL_ERROR, Row.PASSES)); // a virtual host that is starting

    /** Of an attempt to open a link. */
    static AmqpFailure ofOpening(Throwable problem) {
        ShutdownSignalException signal = find(problem, ShutdownSignalException.class);
        if (signal != null && codeOf(signal) instanceof Integer code) {
            // Said of the connection and not of a queue, it is the virtual host that is not found.
            return code == AMQP.NOT_FOUND && signal.isHardError() ? HALT : row(code).opening;
        }
        if (find(problem, AuthenticationFailureException.class) != null
                || find(problem, ProtocolVersionMismatchException.class) != null
                || find(problem, MalformedFrameException.class) != null) {
            return HALT;
        }
        return isCertificateTrouble(problem) ? HALT : TRANSIENT;
    }

    /** Of a link that was open. */
    static AmqpFailure ofOpen(Throwable end) {
        ShutdownSignalException signal = find(end, ShutdownSignalException.class);
        return signal != null && codeOf(signal) instanceof Integer code
                ? row(code).open
                : TRANSIENT;
    }

    /** A code that nobody has heard of is no reason to wait for a person. */
    private static Row row(int code) {
        return BY_CODE.getOrDefault(code, Row.PASSES);
    }

    private static @Nullable Integer codeOf(ShutdownSignalException signal) {
        return switch (signal.getReason()) {
            case AMQP.Connection.Close close -> close.getReplyCode();
            case AMQP.Channel.Close close -> close.getReplyCode();
            case null, default -> null;
        };
    }

    /** TLS that a broker cut short by going away is not: it ends in the socket's own words. */
    private static boolean isCertificateTrouble(Throwable problem) {
        return find(problem, SSLException.class) != null
                && find(problem, EOFException.class) == null
                && find(problem, SocketException.class) == null;
    }

    private static <T extends Throwable> @Nullable T find(Throwable problem, Class<T> kind) {
        for (Throwable each = problem; each != null; each = each.getCause()) {
            if (kind.isInstance(each)) {
                return kind.cast(each);
            }
        }
        return null;
    }
}
