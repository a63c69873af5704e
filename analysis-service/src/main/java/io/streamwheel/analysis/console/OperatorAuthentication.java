package io.streamwheel.analysis.console;

import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Decides a log-in, in the time that its account and its address deserve. */
final class OperatorAuthentication implements AuthenticationProvider {

    static final String ROLE = "ROLE_OPERATOR";

    private static final int MAX_NAME = 64;

    private final Operator operator;
    private final LogInDelays delays;

    /** Comparing a password takes a processor for a good while; others need them as well. */
    private final Semaphore comparing = new Semaphore(1, true);

    OperatorAuthentication(Operator operator, LogInDelays delays) {
        this.operator = operator;
        this.delays = delays;
    }

    @Override
    public Authentication authenticate(Authentication presented) {
        String account = cut(presented.getName());
        String address = addressOf(presented);
        if (!delays.enter(address)) {
            throw new LockedException("too many at once from one address");
        }
        try {
            Thread.sleep(delays.begin(account, address));
            return decided(account, presented);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuthenticationServiceException("the service ends", e);
        } finally {
            delays.leave(address);
        }
    }

    private Authentication decided(String account, Authentication presented)
            throws InterruptedException {
        String password = presented.getCredentials() instanceof String given ? given : "";
        boolean right;
        comparing.acquire();
        try {
            right = operator.matches(account, password);
        } finally {
            comparing.release();
        }
        if (!right) {
            throw new BadCredentialsException("not the operator");
        }
        delays.succeeded(account, addressOf(presented));
        var token =
                UsernamePasswordAuthenticationToken.authenticated(
                        operator.name(), null, List.of(new SimpleGrantedAuthority(ROLE)));
        token.setDetails(presented.getDetails());
        return token;
    }

    private static String cut(String account) {
        String name = ConsoleSettings.plain(account);
        return name.substring(0, Math.min(name.length(), MAX_NAME));
    }

    private static String addressOf(Authentication presented) {
        return presented.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
