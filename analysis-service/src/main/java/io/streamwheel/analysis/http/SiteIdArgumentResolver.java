package io.streamwheel.analysis.http;

import io.streamwheel.analysis.site.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands the site of the request's server key to the handler method. */
final class SiteIdArgumentResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == SiteId.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Object site = request.getAttribute(ServerKeyFilter.SITE, RequestAttributes.SCOPE_REQUEST);
        if (site == null) {
            throw new IllegalStateException("an open address must not ask for a site");
        }
        return site;
    }
}
