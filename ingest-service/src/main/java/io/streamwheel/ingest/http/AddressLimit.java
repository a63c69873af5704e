package io.streamwheel.ingest.http;

import io.streamwheel.ingest.collect.CollectorMetrics;
import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the requests of one address, whatever they ask for and before anything of them is read. An
 * IPv6 client owns a whole network, so 64 bits of its address count. Addresses are in memory for
 * seconds and are stored nowhere.
 *
 * <p>{@code RateLimit} and {@code RateLimit-Policy} are those of the IETF draft
 * draft-ietf-httpapi-ratelimit-headers.
 */
final class AddressLimit extends HttpFilter {

    private static final int IPV6_NETWORK_BYTES = 8;

    private final RateLimits limits;
    private final CollectorMetrics metrics;
    private final String policy;

    AddressLimit(RateLimits limits, CollectorMetrics metrics) {
        this.limits = limits;
        this.metrics = metrics;
        policy = "\"address\";q=" + limits.burst() + ";w=" + RateLimits.window();
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String client = limits.areOff() ? null : client(request.getRemoteAddr());
        if (client == null) {
            chain.doFilter(request, response);
            return;
        }
        RateLimits.Verdict verdict = limits.take(client, 1);
        response.setHeader("RateLimit-Policy", policy);
        response.setHeader(
                "RateLimit",
                "\"address\";r=" + verdict.remaining() + ";t=" + verdict.retryAfterSeconds());
        if (verdict.allowed()) {
            chain.doFilter(request, response);
            return;
        }
        RefusedException refusal =
                new RefusedException(
                        Problem.TOO_MANY_REQUESTS,
                        "too many requests from one address, send them again later",
                        verdict.retryAfterSeconds());
        metrics.refused(refusal.problem());
        Answers.refusal(response, refusal);
    }

    /** Whose bucket it is; {@code null} for this machine, which has none. */
    private static @Nullable String client(String remote) {
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(remote);
        } catch (IllegalArgumentException e) {
            return "unknown"; // a trusted proxy forwarded something that is no address
        }
        if (address.isLoopbackAddress()) {
            return null;
        }
        byte[] bytes = address.getAddress();
        return HexFormat.of()
                .formatHex(
                        address instanceof Inet6Address
                                ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES)
                                : bytes);
    }
}
