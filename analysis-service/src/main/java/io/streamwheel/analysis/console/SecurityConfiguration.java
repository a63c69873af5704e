package io.streamwheel.analysis.console;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * The way into the console, and only there: requests to the interface meet none of these filters,
 * have no session, and are opened by no session.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

    private static final int STRENGTH = 12;

    /** After the filters that every request passes. */
    private static final int PLACE = Ordered.HIGHEST_PRECEDENCE + 110;

    @Bean
    SecurityFilterChain consoleChain(
            HttpSecurity http, ConsoleSettings settings, LogInAnswers answers) throws Exception {
        return http.securityMatcher("/", "/console", "/console/**")
                .authorizeHttpRequests(requests ->
                        // The end of a stream that was let in, after a log-out too.
                        requests.dispatcherTypeMatchers(DispatcherType.ASYNC)
                                .permitAll()
                                .requestMatchers("/", "/console/log-in", "/console/assets/**")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .formLogin(form ->
                        form.loginPage("/")
                                .loginProcessingUrl("/console/log-in")
                                .successHandler(answers::welcome)
                                .failureHandler(answers::refuse))
                .logout(out -> out.logoutUrl("/console/log-out").logoutSuccessUrl("/"))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .exceptionHandling(problems ->
                        problems.authenticationEntryPoint(answers::askToLogIn)
                                .accessDeniedHandler(answers::deny))
                .csrf(tokens -> tokens.csrfTokenRepository(tokenCookie()))
                .headers(headers -> write(headers, settings))
                .build();
    }

    private static CookieCsrfTokenRepository tokenCookie() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("streamwheel-console-token");
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict").path("/"));
        return tokens;
    }

    /** Pictures of items come from wherever the shop keeps them. */
    private static void write(HeadersConfigurer<HttpSecurity> headers, ConsoleSettings settings) {
        headers.contentSecurityPolicy(policy ->
                        policy.policyDirectives(
                                "default-src 'none'; script-src 'self'; style-src 'self';"
                                        + " font-src 'self'; img-src 'self' data: https: http:;"
                                        + " connect-src 'self' "
                                        + originOf(settings.collector())
                                        + "; form-action 'self'; base-uri 'none';"
                                        + " frame-ancestors 'none'"))
                .referrerPolicy(referrer ->
                        referrer.policy(
                                org.springframework.security.web.header.writers
                                        .ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(permissions ->
                        permissions.policy(
                                "camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
                .crossOriginOpenerPolicy(opener ->
                        opener.policy(
                                org.springframework.security.web.header.writers
                                        .CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy
                                        .SAME_ORIGIN));
    }

    private static String originOf(String address) {
        return address.replaceAll("^(https?://[^/]+).*", "$1");
    }

    /** Named as the framework names it, so that the management port too has it for no more. */
    @Bean
    DelegatingFilterProxyRegistrationBean securityFilterChainRegistration() {
        DelegatingFilterProxyRegistrationBean registration =
                new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
        registration.addUrlPatterns("/", "/console", "/console/*");
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        registration.setOrder(PLACE);
        return registration;
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(STRENGTH);
    }

    @Bean
    Operator operator(JdbcClient database, PasswordEncoder encoder, ConsoleSettings settings) {
        return new Operator(new OperatorTable(database), encoder, settings);
    }

    /** Once all beans are made: the tables are there then, whatever was made first. */
    @Bean
    ApplicationRunner operatorAccount(Operator operator) {
        return arguments -> operator.start();
    }

    @Bean
    OperatorAuthentication operatorAuthentication(Operator operator) {
        return new OperatorAuthentication(operator, new LogInDelays(Ticker.systemTicker()));
    }

    @Bean
    LogInAnswers logInAnswers() {
        return new LogInAnswers();
    }
}
