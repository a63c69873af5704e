package io.streamwheel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.streamwheel.testkit.FaultProxy.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

    private final AtomicInteger heard = new AtomicInteger();
    private ServerSocket echo;
    private Thread serving;
    private FaultProxy proxy;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        serving = Thread.ofPlatform().daemon().start(this::serve);
        proxy = new FaultProxy("127.0.0.1", echo.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void bytesPassBothWaysAndAnEndIsPassedOn() throws IOException {
        try (Socket client = connect()) {
            assertThat(said(client, "hello")).isEqualTo("hello");
            assertThat(proxy.connections()).isEqualTo(1);
        }
        await().until(() -> proxy.connections() == 0);
        assertThat(proxy.accepted()).isEqualTo(1);
    }

    @Test
    void aDroppedConnectionEndsAndANewOneMayCome() throws IOException {
        try (Socket client = connect()) {
            said(client, "a");
            proxy.drop();
            assertEnded(client);
        }
        try (Socket client = connect()) {
            assertThat(said(client, "b")).isEqualTo("b");
        }
    }

    @Test
    void whoIsRefusedIsServedWhenItHeals() throws IOException {
        proxy.refuse();
        try (Socket client = connect()) {
            assertEnded(client);
        }
        proxy.heal();
        try (Socket client = connect()) {
            assertThat(said(client, "b")).isEqualTo("b");
        }
    }

    @Test
    void aServerThatIsAwayIsAConnectionThatEnds() throws Exception {
        echo.close();
        serving.join(); // until then it may still take one that comes in this moment
        try (Socket client = connect()) {
            assertEnded(client);
        }
    }

    @Test
    void frozenBytesPassWhenItHealsAndNoneIsLost() throws IOException {
        try (Socket client = connect()) {
            said(client, "a");
            proxy.freeze();
            say(client, "bc");
            assertSilent(client);
            proxy.heal();
            assertThat(next(client, 2)).isEqualTo("bc");
        }
    }

    @Test
    void oneWayMayFreezeAlone() throws IOException {
        try (Socket client = connect()) {
            said(client, "a");
            proxy.freeze(Direction.TO_CLIENT);
            say(client, "b");
            await().until(() -> heard.get() == 2);
            assertSilent(client);
            proxy.heal();
            assertThat(next(client, 1)).isEqualTo("b");
        }
    }

    @Test
    void aFrozenConnectionCanBeDropped() throws IOException {
        try (Socket client = connect()) {
            said(client, "a");
            proxy.freeze();
            say(client, "b");
            proxy.drop();
            assertEnded(client);
        }
        await().until(() -> proxy.connections() == 0);
    }

    @Test
    void aStreamIsCutBetweenTwoBytes() throws IOException {
        for (int passed = 0; passed < 5; passed++) {
            int before = heard.get();
            proxy.cutAfter(Direction.TO_SERVER, passed);
            try (Socket client = connect()) {
                say(client, "abcde");
                assertThat(untilEnd(client))
                        .isSubstringOf("abcde")
                        .hasSizeLessThanOrEqualTo(passed);
            }
            int wanted = before + passed;
            await().until(() -> heard.get() == wanted);
        }
        proxy.heal();
        try (Socket client = connect()) {
            assertThat(said(client, "abcde")).isEqualTo("abcde");
        }
    }

    @Test
    void aLimitIsCountedFromWhenItWasSet() throws IOException {
        try (Socket client = connect()) {
            said(client, "abc");
            proxy.cutAfter(Direction.TO_CLIENT, 2);
            say(client, "defg");
            assertThat(next(client, 2)).isEqualTo("de");
            assertEnded(client);
        }
    }

    @Test
    void whatIsSwallowedIsLostAndItsConnectionWithIt() throws IOException {
        try (Socket client = connect()) {
            said(client, "a");
            proxy.swallow(Direction.TO_CLIENT);
            say(client, "b");
            await().until(() -> heard.get() == 2);
            assertSilent(client);
            proxy.heal();
            assertEnded(client);
        }
    }

    @Test
    void aDelayHoldsWhatIsSaid() throws IOException {
        try (Socket client = connect()) {
            said(client, "a");
            proxy.delay(Direction.TO_CLIENT, Duration.ofMillis(400));
            long begin = System.nanoTime();
            assertThat(said(client, "b")).isEqualTo("b");
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(390));
        }
    }

    @Test
    void sillyFaultsAreRefused() {
        assertThatThrownBy(() -> proxy.cutAfter(Direction.TO_CLIENT, -1))
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> proxy.delay(Direction.TO_CLIENT, Duration.ofMillis(-1)))
                .hasMessageContaining("PT-0.001S");
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", proxy.port());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes());
    }

    private static String said(Socket client, String text) throws IOException {
        say(client, text);
        return next(client, text.length());
    }

    private static String next(Socket client, int bytes) throws IOException {
        return new String(client.getInputStream().readNBytes(bytes));
    }

    private static void assertSilent(Socket client) throws IOException {
        client.setSoTimeout(200);
        assertThatThrownBy(() -> client.getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout(5_000);
    }

    private static void assertEnded(Socket client) {
        assertThat(untilEnd(client)).isEmpty();
    }

    /** What still comes before an end, or before a reset, as bytes were under way or not. */
    private static String untilEnd(Socket client) {
        StringBuilder text = new StringBuilder();
        try {
            int read = client.getInputStream().read();
            while (read >= 0) {
                text.append((char) read);
                read = client.getInputStream().read();
            }
            return text.toString();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("it is still open", e);
        } catch (IOException reset) {
            return text.toString();
        }
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                Thread.ofPlatform().daemon().start(() -> answer(socket));
            } catch (IOException e) {
                if (!echo.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void answer(Socket socket) {
        byte[] buffer = new byte[100];
        try (socket) {
            int read = socket.getInputStream().read(buffer);
            while (read >= 0) {
                heard.addAndGet(read);
                socket.getOutputStream().write(buffer, 0, read);
                read = socket.getInputStream().read(buffer);
            }
        } catch (IOException e) {
            heard.addAndGet(0); // the proxy cut it, as the test wanted
        }
    }
}
