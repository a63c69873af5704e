package io.streamwheel.analysis.http;

import static io.streamwheel.analysis.site.KeyKind.SERVER;

import io.streamwheel.analysis.site.AdminKey;
import io.streamwheel.analysis.site.ApiKeys;
import io.streamwheel.analysis.site.KeyHolder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody in without a server key, but for a few open addresses, and the administrator's, which
 * want the admin key. A key that is unknown, revoked, malformed or missing gets the same answer in
 * the same time; a key in the address is none.
 */
final class ServerKeyFilter extends OncePerRequestFilter {

    /** The request attribute that holds a {@link KeyHolder} or the {@link Administrator}. */
    static final String CALLER = ServerKeyFilter.class.getName() + ".caller";

    private static final Set<String> OPEN =
            Set.of(
                    "/",
                    "/console",
                    "/livez",
                    "/readyz",
                    "/favicon.ico",
                    "/error",
                    OpenApiHandler.ADDRESS);

    /** The console has a log-in of its own. */
    private static final List<String> OPEN_BELOW = List.of("/demo/", "/console/");

    private static final String BEARER = "bearer ";

    /** As they are written; whatever else leads there is the holders' of server keys, in vain. */
    private static final Set<String> FOR_ADMINISTRATORS = Set.of("/v1/sites", "/v1/sites/");

    private final ApiKeys keys;
    private final AdminKey adminKey;

    ServerKeyFilter(ApiKeys keys, AdminKey adminKey) {
        this.keys = keys;
        this.adminKey = adminKey;
    }

    /**
     * Judged by the address as it was sent, which is what handlers are chosen by: nothing that is
     * escaped, has parameters or climbs is open.
     */
    static boolean isOpen(String address) {
        return OPEN.contains(address)
                || SwaggerUiHandler.ADDRESSES.contains(address)
                || (OPEN_BELOW.stream().anyMatch(address::startsWith)
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
        String key = presentedKey(request);
        Optional<KeyHolder> holder = keys.find(key);
        boolean administrator = adminKey.matches(key);
        boolean forAdministrators = FOR_ADMINISTRATORS.contains(request.getRequestURI());
        if (!keys.isLoaded()) {
            Problem.of(503).writeTo(response);
        } else if (holder.isEmpty() && !administrator) {
            Problem.of(401).writeTo(response);
        } else if (forAdministrators && administrator) {
            request.setAttribute(CALLER, new Administrator());
            chain.doFilter(request, response);
        } else if (!forAdministrators && holder.map(KeyHolder::kind).orElse(null) == SERVER) {
            request.setAttribute(CALLER, holder.orElseThrow());
            chain.doFilter(request, response);
        } else {
            wrongKind(forAdministrators).problem().writeTo(response);
        }
    }

    /** A key that is known and does not fit. */
    static ProblemException wrongKind(boolean forAdministrators) {
        return new ProblemException(
                HttpStatus.FORBIDDEN,
                "forbidden",
                "Forbidden",
                forAdministrators
                        ? "Only the admin key opens this."
                        : "A server key is needed here: a write key opens the collector only, the"
                                + " admin key /v1/sites only.");
    }

    /** The key that a request shows; a text that is nobody's key when it shows none, or two. */
    static String presentedKey(HttpServletRequest request) {
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
