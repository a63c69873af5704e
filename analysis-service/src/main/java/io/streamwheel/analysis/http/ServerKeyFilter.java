package io.streamwheel.analysis.http;

import io.streamwheel.analysis.site.ApiKeys;
import io.streamwheel.analysis.site.KeyHolder;
import io.streamwheel.analysis.site.KeyKind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody in without a server key, but for a few open addresses. A key that is unknown,
 * revoked, malformed or missing gets the same answer in the same time; a key in the address is
 * none.
 */
final class ServerKeyFilter extends OncePerRequestFilter {

    /** The request attribute that holds the {@code SiteId} of the key. */
    static final String SITE = ServerKeyFilter.class.getName() + ".site";

    private static final Set<String> OPEN =
            Set.of("/", "/livez", "/readyz", "/favicon.ico", "/error");
    private static final String OPEN_BELOW = "/demo/";
    private static final String BEARER = "bearer ";

    private final ApiKeys keys;

    ServerKeyFilter(ApiKeys keys) {
        this.keys = keys;
    }

    /**
     * Judged by the address as it was sent, which is what handlers are chosen by: nothing that is
     * escaped, has parameters or climbs is open.
     */
    static boolean isOpen(String address) {
        return OPEN.contains(address)
                || (address.startsWith(OPEN_BELOW)
                        && address.indexOf(';') < 0
                        && address.indexOf('%') < 0
                        && !address.contains(".."));
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isOpen(request.getRequestURI())) {
            chain.doFilter(request, response);
            return;
        }
        Optional<KeyHolder> holder = keys.find(presentedKey(request));
        if (!keys.isLoaded()) {
            Problem.of(503).writeTo(response);
        } else if (holder.isEmpty()) {
            Problem.of(401).writeTo(response);
        } else if (holder.get().kind() != KeyKind.SERVER) {
            Problem.of(403).writeTo(response);
        } else {
            request.setAttribute(SITE, holder.get().site());
            chain.doFilter(request, response);
        }
    }

    /** The key that a request shows; a text that is nobody's key when it shows none, or two. */
    private static String presentedKey(HttpServletRequest request) {
        String bearer = "";
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            bearer = authorization.substring(BEARER.length()).strip();
        }
        String header = request.getHeader("X-API-Key");
        if (header == null || header.equals(bearer)) {
            return bearer;
        }
        return authorization == null ? header.strip() : "";
    }
}
