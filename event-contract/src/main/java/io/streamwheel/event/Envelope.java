package io.streamwheel.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * The form that all three messages share: {@code {"kind": 1, "events": [...]}}, where the first
 * name says what it is and its number which version. Payloads lie inside as the bytes that came,
 * neither parsed nor built again: the reader cuts them out by their offsets.
 *
 * <p>A later version may add fields: unknown ones are passed over. A higher number means that an
 * old reader must not guess.
 */
final class Envelope {

    /**
     * Beyond ASCII it writes escapes: half of a UTF-16 pair has no other form, and a client's id
     * may hold one, which is for the transform stage to refuse.
     */
    static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final int VERSION = 1;

    // One per thread: its envelopes are much alike, so one that had to grow is kept as it is.
    private static final ThreadLocal<Buffer> BUFFER = ThreadLocal.withInitial(Buffer::new);

    private Envelope() {}

    /** Writes one event as an object. */
    interface EventWriter<E> {
        void write(Output out, E event);
    }

    /**
     * Reads one event; the parser stands on its START_OBJECT and must be left on its END_OBJECT.
     */
    interface EventReader<E> {
        E read(Input in) throws MalformedEnvelopeException;
    }

    /**
     * @param writer does not encode another envelope
     */
    static <E> byte[] encode(String kind, List<? extends E> events, EventWriter<E> writer) {
        Buffer bytes = BUFFER.get();
        bytes.reset();
        Output out = new Output(bytes);
        try (JsonGenerator json = out.json) {
            json.writeStartObject();
            json.writeNumberProperty(kind, VERSION);
            json.writeName("events");
            json.writeStartArray();
            for (E event : events) {
                json.writeStartObject();
                writer.write(out, event);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        if (bytes.isLargerThanUsual()) {
            BUFFER.remove();
        }
        return bytes.toByteArray();
    }

    static <E> List<E> decode(String kind, byte[] message, EventReader<E> reader)
            throws MalformedEnvelopeException {
        try (Input in = new Input(message)) {
            JsonParser json = in.json;
            require(json.nextToken() == JsonToken.START_OBJECT, "not a JSON object");
            require(kind.equals(json.nextName()), "not an envelope of kind " + kind);
            require(json.nextToken() == JsonToken.VALUE_NUMBER_INT, "no version");
            int version = json.getIntValue();
            if (version > VERSION) {
                throw NewerEnvelopeException.version(version, VERSION);
            }
            List<E> events = new ArrayList<>();
            String name;
            while ((name = json.nextName()) != null) {
                JsonToken value = json.nextToken();
                if (!name.equals("events")) {
                    json.skipChildren();
                    continue;
                }
                require(value == JsonToken.START_ARRAY, "events is not an array");
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    require(
                            json.currentToken() == JsonToken.START_OBJECT,
                            "an event is not an object");
                    events.add(reader.read(in));
                }
            }
            require(
                    json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null,
                    "something follows the envelope");
            return events;
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new MalformedEnvelopeException("not an envelope of kind " + kind, e);
        }
    }

    static void require(boolean condition, String otherwise) throws MalformedEnvelopeException {
        if (!condition) {
            throw new MalformedEnvelopeException(otherwise);
        }
    }

    private static final class Buffer extends ByteArrayOutputStream {

        private static final int FIRST = 8 * 1024;
        private static final int USUAL = 1024 * 1024;

        Buffer() {
            super(FIRST);
        }

        boolean isLargerThanUsual() {
            return buf.length > USUAL;
        }
    }

    /** A generator over growing bytes that can splice a payload in. */
    static final class Output {

        final ByteArrayOutputStream bytes;
        final JsonGenerator json;

        Output(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
            json = JSON.createGenerator(ObjectWriteContext.empty(), bytes);
        }

        void text(String name, @Nullable String value) {
            if (value != null) {
                json.writeStringProperty(name, value);
            }
        }

        void time(String name, @Nullable Instant value) {
            if (value != null) {
                json.writeNumberProperty(name, value.toEpochMilli());
            }
        }

        void number(String name, @Nullable Double value) {
            if (value != null) {
                json.writeNumberProperty(name, value);
            }
        }

        void integer(String name, @Nullable Long value) {
            if (value != null) {
                json.writeNumberProperty(name, value);
            }
        }

        void payload(String name, Payload payload) {
            json.writeName(name);
            json.writeRawValue(""); // tells the generator that a value stands here
            json.flush();
            try {
                payload.writeTo(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A parser over bytes that can cut a payload out. */
    static final class Input implements AutoCloseable {

        final byte[] message;
        final JsonParser json;

        Input(byte[] message) {
            this.message = message;
            json = JSON.createParser(ObjectReadContext.empty(), message);
        }

        String text() throws MalformedEnvelopeException {
            require(json.currentToken() == JsonToken.VALUE_STRING, "a text is expected");
            return json.getString();
        }

        /** A constant in lower case. */
        <W extends Enum<W>> W word(Class<W> words, String field) throws MalformedEnvelopeException {
            String text = text();
            for (W each : words.getEnumConstants()) {
                if (each.name().equalsIgnoreCase(text)) {
                    return each;
                }
            }
            throw NewerEnvelopeException.word(field);
        }

        Instant time() {
            return Instant.ofEpochMilli(json.getLongValue());
        }

        Dialect dialect() throws MalformedEnvelopeException {
            Dialect dialect = Dialect.ofSlug(text());
            if (dialect == null) {
                throw NewerEnvelopeException.word("dialect");
            }
            return dialect;
        }

        Payload payload() {
            int from = (int) json.currentTokenLocation().getByteOffset();
            json.skipChildren();
            json.finishToken(); // a text is passed over only when somebody asks for it
            int to = (int) json.currentLocation().getByteOffset();
            return Payload.of(message, from, to - from);
        }

        static <T> T present(@Nullable T value, String name) throws MalformedEnvelopeException {
            if (value == null) {
                throw new MalformedEnvelopeException(name + " is missing");
            }
            return value;
        }

        @Override
        public void close() {
            json.close();
        }
    }
}
