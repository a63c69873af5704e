package io.streamwheel.ingest.http;

import io.streamwheel.ingest.collect.Rejection;
import io.streamwheel.ingest.collect.Verdict;
import io.streamwheel.ingest.problem.FieldError;
import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes verdicts and problems, the latter by RFC 9457. */
final class Answers {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String PROBLEM_TYPE = "application/problem+json";
    private static final int LONGEST_RETRY_SECONDS = 5;
    private static final byte[] PIXEL =
            HexFormat.of()
                    .parseHex(
                            "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b");

    /** The problems that say no more than their status. */
    private static final Map<Integer, Problem> PLAIN =
            Arrays.stream(
                            new Problem[] {
                                Problem.BAD_REQUEST,
                                Problem.UNAUTHORIZED,
                                Problem.NOT_FOUND,
                                Problem.METHOD_NOT_ALLOWED,
                                Problem.BODY_TIMEOUT,
                                Problem.TOO_LARGE,
                                Problem.UNSUPPORTED_MEDIA_TYPE,
                                Problem.UNMET_EXPECTATION,
                                Problem.INTERNAL_ERROR
                            })
                    .collect(Collectors.toMap(Problem::status, Function.identity()));

    private Answers() {}

    static void verdict(HttpServletResponse response, Verdict verdict) throws IOException {
        if (verdict.accepted() > 0) {
            send(response, 202, "application/json", json(out -> members(out, verdict)));
            return;
        }
        Problem problem = Problem.NOTHING_ACCEPTABLE;
        send(
                response,
                problem.status(),
                PROBLEM_TYPE,
                json(out -> {
                    members(
                            out,
                            problem.type(),
                            problem.title(),
                            problem.status(),
                            "see rejected for each of them");
                    members(out, verdict);
                }));
    }

    /** What the SDKs of others expect. */
    static void success(HttpServletResponse response, Verdict verdict) throws IOException {
        success(response);
    }

    static void success(HttpServletResponse response) throws IOException {
        json(response, out -> out.writeBooleanProperty("success", true));
    }

    static void json(HttpServletResponse response, Consumer<JsonGenerator> members)
            throws IOException {
        send(response, 200, "application/json", json(members));
    }

    /** An image of one transparent pixel. */
    static void pixel(HttpServletResponse response, Verdict verdict) throws IOException {
        pixel(response);
    }

    static void pixel(HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        send(response, 200, "image/gif", PIXEL);
    }

    static void refusal(HttpServletResponse response, RefusedException refusal) throws IOException {
        Problem problem = refusal.problem();
        if (problem == Problem.UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"streamwheel\"");
        }
        if (refusal.retryAfterSeconds() > 0) {
            response.setHeader("Retry-After", String.valueOf(refusal.retryAfterSeconds()));
        } else if (problem.status() == 503) {
            // Spread, so that clients do not come back all at once.
            response.setIntHeader(
                    "Retry-After",
                    ThreadLocalRandom.current().nextInt(1, LONGEST_RETRY_SECONDS + 1));
        }
        send(
                response,
                problem.status(),
                PROBLEM_TYPE,
                json(out -> {
                    members(
                            out,
                            problem.type(),
                            problem.title(),
                            problem.status(),
                            refusal.detail());
                    errors(out, refusal.errors());
                }));
        // At once: the server may go on to swallow a body that nobody wants.
        response.flushBuffer();
    }

    static void status(HttpServletResponse response, int status) throws IOException {
        send(response, status, PROBLEM_TYPE, problem(status));
    }

    /** A problem that says no more than its status. */
    static byte[] problem(int status) {
        Problem known = PLAIN.get(status);
        HttpStatus code = HttpStatus.resolve(status);
        String title = code == null ? "The request failed" : code.getReasonPhrase();
        return json(out ->
                members(
                        out,
                        known == null ? "/problems/http-" + status : known.type(),
                        known == null ? title : known.title(),
                        status,
                        title));
    }

    private static void members(
            JsonGenerator out, String type, String title, int status, String detail) {
        out.writeStringProperty("type", type);
        out.writeStringProperty("title", title);
        out.writeNumberProperty("status", status);
        out.writeStringProperty("detail", detail);
    }

    private static void errors(JsonGenerator out, List<FieldError> errors) {
        if (errors.isEmpty()) {
            return;
        }
        out.writeArrayPropertyStart("errors");
        for (FieldError error : errors) {
            out.writeStartObject();
            out.writeStringProperty("pointer", error.pointer());
            out.writeStringProperty("detail", error.detail());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void members(JsonGenerator out, Verdict verdict) {
        out.writeNumberProperty("accepted", verdict.accepted());
        out.writeArrayPropertyStart("rejected");
        for (Rejection rejection : verdict.rejected()) {
            out.writeStartObject();
            out.writeNumberProperty("index", rejection.index());
            out.writeStringProperty("id", rejection.id());
            out.writeStringProperty("type", rejection.violation().type());
            out.writeStringProperty("pointer", rejection.violation().pointer());
            out.writeStringProperty("detail", rejection.violation().detail());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static byte[] json(Consumer<JsonGenerator> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            members.accept(out);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void send(HttpServletResponse response, int status, String type, byte[] body)
            throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
