package io.streamwheel.ingest.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A raw connection: sends bytes as they are, reads answers one by one. */
final class Wire implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    Wire(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * An answer.
     *
     * @param headers by lower-case name
     */
    record Answer(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    Wire send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    Wire send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * The next answer.
     *
     * @throws EOFException the connection ended without one
     */
    Answer read() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, String> headers = new TreeMap<>();
        String line;
        while (!(line = line()).isEmpty()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (status == 100) {
            return read();
        }
        if (headers.containsKey("content-length")) {
            byte[] body = in.readNBytes(Integer.parseInt(headers.get("content-length")));
            return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
        }
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            StringBuilder body = new StringBuilder();
            int size;
            while ((size = Integer.parseInt(line(), 16)) > 0) {
                body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
                line();
            }
            line();
            return new Answer(status, headers, body.toString());
        }
        return new Answer(
                status,
                headers,
                status == 204 ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }

    /** Whether the other side has ended the connection. */
    boolean isEnded() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c;
        while ((c = in.read()) != '\n') {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
