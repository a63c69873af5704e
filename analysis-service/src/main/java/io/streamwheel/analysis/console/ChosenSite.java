package io.streamwheel.analysis.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Remembers in the session which site the operator chose, and hands it to handler methods. */
final class ChosenSite implements HandlerMethodArgumentResolver {

    private static final String ATTRIBUTE = ChosenSite.class.getName();

    private final KnownSites sites;

    ChosenSite(KnownSites sites) {
        this.sites = sites;
    }

    void choose(HttpSession session, ConsoleSite site) {
        session.setAttribute(ATTRIBUTE, site.name());
    }

    /** The chosen one, else the first; empty where there is none. */
    Optional<ConsoleSite> of(@Nullable HttpSession session) {
        List<ConsoleSite> all = sites.all();
        Object name = session == null ? null : session.getAttribute(ATTRIBUTE);
        return all.stream()
                .filter(site -> site.name().equals(name))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ConsoleSite.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest asked = request.getNativeRequest(HttpServletRequest.class);
        return of(asked == null ? null : asked.getSession(false)).orElseThrow(NoSiteException::new);
    }
}
