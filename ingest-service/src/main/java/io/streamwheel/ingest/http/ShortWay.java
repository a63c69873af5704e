package io.streamwheel.ingest.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Takes {@code POST /v1/events} to its endpoint past the framework, whose observation, form filter
 * and dispatch cost more than all that we do with such a request. The endpoint stays a route of the
 * framework: what is no POST goes the long way and gets its answer there.
 */
final class ShortWay extends HttpFilter {

    private final EventsEndpoint endpoint;
    private final ProblemAdvice advice;

    ShortWay(EventsEndpoint endpoint, ProblemAdvice advice) {
        this.endpoint = endpoint;
        this.advice = advice;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isCollect(request)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            endpoint.collect(request, response);
        } catch (IOException | RuntimeException e) {
            advice.answer(e, response);
        }
    }

    private static boolean isCollect(HttpServletRequest request) {
        String path = request.getRequestURI();
        return request.getMethod().equals("POST")
                && (path.equals(EventsEndpoint.PATH) || path.equals(EventsEndpoint.PATH_OF_SOME));
    }
}
