package io.streamwheel.analysis.http;

import io.streamwheel.testkit.openapi.ApiDescription;
import io.streamwheel.testkit.openapi.Exchange;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MvcResult;

/** The description that the service itself serves, for tests to hold real answers against. */
final class Description {

    private Description() {}

    private static final class Served {
        private static final ApiDescription API = new ApiDescription(json());
    }

    static ApiDescription served() {
        return Served.API;
    }

    static void check(HttpResponse<String> answer) {
        String query = answer.request().uri().getRawQuery();
        served().check(
                        new Exchange(
                                answer.request().method(),
                                answer.request().uri().getRawPath()
                                        + (query == null ? "" : "?" + query),
                                answer.statusCode(),
                                name -> answer.headers().firstValue(name).orElse(null),
                                answer.body()));
    }

    static void check(MvcResult result) throws IOException {
        MockHttpServletResponse answer = result.getResponse();
        served().check(
                        new Exchange(
                                String.valueOf(result.getRequest().getMethod()),
                                String.valueOf(result.getRequest().getRequestURI()),
                                answer.getStatus(),
                                answer::getHeader,
                                answer.getContentAsString(StandardCharsets.UTF_8)));
    }

    private static String json() {
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            new OpenApiHandler().document(new MockHttpServletRequest(), response);
            return response.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("openapi.yml cannot be read", e);
        }
    }
}
