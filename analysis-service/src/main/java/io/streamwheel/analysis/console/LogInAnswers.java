package io.streamwheel.analysis.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/** Where somebody is sent who wants in. A part of a page is told to let the whole page go there. */
final class LogInAnswers {

    static final String DOOR = "/";
    static final String FIRST = "/console/welcome";

    private static final Pattern BACK =
            Pattern.compile("/console/[A-Za-z0-9._~/-]*(\\?[A-Za-z0-9._~=&%+-]*)?");
    private static final String BACK_PARAMETER = "to";
    private static final String HTMX = "HX-Request";

    void welcome(HttpServletRequest request, HttpServletResponse response, Authentication operator)
            throws IOException {
        String back = back(request.getParameter(BACK_PARAMETER));
        response.sendRedirect(back.isEmpty() ? FIRST : back);
    }

    void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException reason)
            throws IOException {
        String why = reason instanceof LockedException ? "busy" : "refused";
        response.sendRedirect(door(why, back(request.getParameter(BACK_PARAMETER))));
    }

    void askToLogIn(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException reason)
            throws IOException {
        if (request.getHeader(HTMX) != null) {
            response.setHeader("HX-Redirect", DOOR);
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (isPage(request)) {
            String query = request.getQueryString();
            String here = request.getRequestURI() + (query == null ? "" : "?" + query);
            response.sendRedirect(door("", back(here)));
        } else {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    /** The form was made for somebody else, or before the service began anew. */
    void deny(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        if (request.getHeader(HTMX) != null) {
            response.setHeader("HX-Refresh", "true");
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        } else if (request.getRequestURI().equals("/console/log-in")) {
            response.sendRedirect(door("old", ""));
        } else {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    /** A place of the console to come back to; empty for whatever else. */
    static String back(@Nullable String address) {
        return address != null && BACK.matcher(address).matches() && !address.contains("..")
                ? address
                : "";
    }

    /** Scripts and streams of a page want to be told, not to be led away. */
    private static boolean isPage(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && !"empty".equals(request.getHeader("Sec-Fetch-Dest"));
    }

    private static String door(String why, String back) {
        StringBuilder door = new StringBuilder(DOOR);
        char separator = '?';
        if (!why.isEmpty()) {
            door.append(separator).append("why=").append(why);
            separator = '&';
        }
        if (!back.isEmpty()) {
            door.append(separator)
                    .append(BACK_PARAMETER)
                    .append('=')
                    .append(URLEncoder.encode(back, StandardCharsets.UTF_8));
        }
        return door.toString();
    }
}
