package io.streamwheel.benchmarks.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class KeptConnectionTest {

    private static final String SIZED = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHTTP/";
    private static final String CHUNKED =
            "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\na\r\n0123456789\r\n0\r\n\r\n";
    private static final String EMPTY = "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n";

    @Test
    void readsEachAnswerToItsEndWhateverTellsWhereThatIs() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            thread.submit(() -> answer(server, SIZED + CHUNKED + EMPTY));
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1/x");
            byte[] request = KeptConnection.get(uri, "k");
            try (KeptConnection connection = new KeptConnection(uri)) {
                assertThat(connection.ask(request)).isEqualTo(200);
                assertThat(connection.ask(request)).isEqualTo(201);
                assertThat(connection.ask(request)).isEqualTo(304);
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> connection.ask(request));
            }
        }
    }

    @Test
    void knowsWhenTheServerTakesNoMore() throws Exception {
        String last = "HTTP/1.1 503 \r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            thread.submit(() -> answer(server, SIZED + last));
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1/x");
            byte[] request = KeptConnection.get(uri, "k");
            try (KeptConnection connection = new KeptConnection(uri)) {
                connection.ask(request);
                assertThat(connection.isOver()).isFalse();
                assertThat(connection.ask(request)).isEqualTo(503);
                assertThat(connection.isOver()).isTrue();
            }
        }
    }

    private static boolean answer(ServerSocket server, String answers) throws IOException {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read(new byte[1 << 10]);
            socket.getOutputStream().write(answers.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return socket.getInputStream().readAllBytes().length > 0;
        }
    }

    @Test
    void aBodyComesWithItsLengthInBytes() {
        URI uri = URI.create("http://127.0.0.1:1/v1/events");
        String request =
                new String(KeptConnection.post(uri, "k", "\u00e9"), StandardCharsets.UTF_8);
        assertThat(request)
                .startsWith("POST /v1/events HTTP/1.1\r\n")
                .contains("Authorization: Bearer k\r\n", "Content-Length: 2\r\n")
                .endsWith("\r\n\r\n\u00e9");
    }
}
