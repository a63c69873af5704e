package io.streamwheel.ingest.http;

import io.streamwheel.ingest.http.Wire.Answer;
import io.streamwheel.testkit.openapi.ApiDescription;
import io.streamwheel.testkit.openapi.Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The description that the service itself serves, for tests to hold real answers against. */
final class Description {

    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) (/\\S*) HTTP/1\\.[01]");

    private Description() {}

    private static final class Served {
        private static final ApiDescription API = new ApiDescription(json());
    }

    static ApiDescription served() {
        return Served.API;
    }

    /** Holds an answer against what is said of its request; a line that is none says nothing. */
    static Answer check(byte[] request, Answer answer) {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        Matcher line = REQUEST_LINE.matcher(text.lines().findFirst().orElse(""));
        if (line.matches()) {
            served().check(
                            new Exchange(
                                    line.group(1),
                                    line.group(2),
                                    answer.status(),
                                    answer::header,
                                    answer.body()));
        }
        return answer;
    }

    private static String json() {
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            new OpenApiEndpoint().document(new MockHttpServletRequest(), response);
            return response.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("openapi.yml cannot be read", e);
        }
    }
}
