package io.streamwheel.analysis.http;

import io.micrometer.core.instrument.Timer;
import io.streamwheel.analysis.site.KeyHolder;
import io.streamwheel.analysis.site.KeyKind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Takes the request for a personal list to its handler past the framework, whose observation, form
 * filter, dispatch and converters cost more than the list. Only where nothing is to be decoded,
 * chosen or refused: any other form of the same request goes the long way, to the same handler.
 */
final class ShortWay extends HttpFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ShortWay.class);

    /** Letters that mean themselves in an address; an id of dots alone may climb. */
    private static final Pattern PERSONAL =
            Pattern.compile("/v1/users/([\\w~-][\\w.~-]*+)/recommendations");

    private final Function<String, Optional<KeyHolder>> keys;
    private final RecommendationsHandler handler;
    private final Timer answers;

    /**
     * @param keys whose a key is
     * @param answers is told of each that went this way, as the framework's observation is not
     */
    ShortWay(
            Function<String, Optional<KeyHolder>> keys,
            RecommendationsHandler handler,
            Timer answers) {
        this.keys = keys;
        this.handler = handler;
        this.answers = answers;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = personId(request);
        KeyHolder holder = id == null ? null : holder(request);
        if (id == null
                || holder == null
                || !takesJson(request.getHeader(HttpHeaders.ACCEPT))
                || !answer(holder, id, request, response)) {
            chain.doFilter(request, response);
        }
    }

    /**
     * @return false when it went wrong and nothing was answered: the long way knows what to say
     */
    private boolean answer(
            KeyHolder holder, String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long begin = System.nanoTime();
        TaggedAnswer<ListBody> answer;
        ByteArrayOutputStream body;
        try {
            answer = handler.personalList(holder.site(), id, request);
            body = answer.body() == null ? null : ListJson.bytes(answer.body());
        } catch (InvalidParameterException wrong) {
            // Tomcat says so once; the long way would find a query that is empty.
            SecurityHeadersFilter.writeTo(response);
            Problem.badRequest(ProblemAdvice.UNREADABLE_QUERY).writeTo(response);
            return true;
        } catch (RuntimeException wrong) {
            LOG.debug("the long way will say what is wrong", wrong);
            return false;
        }
        SecurityHeadersFilter.writeTo(response);
        answer.writeHeadTo(response);
        if (body != null) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setContentLength(body.size());
            body.writeTo(response.getOutputStream());
        }
        answers.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        return true;
    }

    private static @Nullable String personId(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            return null;
        }
        Matcher path = PERSONAL.matcher(request.getRequestURI());
        return path.matches() ? path.group(1) : null;
    }

    private @Nullable KeyHolder holder(HttpServletRequest request) {
        return keys.apply(ServerKeyFilter.presentedKey(request))
                .filter(holder -> holder.kind() == KeyKind.SERVER)
                .orElse(null);
    }

    private static boolean takesJson(@Nullable String accept) {
        return accept == null
                || accept.equals(MediaType.ALL_VALUE)
                || accept.equals(MediaType.APPLICATION_JSON_VALUE);
    }
}
