package io.streamwheel.analysis.http;

import io.streamwheel.analysis.site.KeyHolder;
import io.streamwheel.analysis.site.SiteId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Hands who asks to the handler method: the holder of a server key, that key's site, or the
 * administrator. A method that wants one of them cannot be reached by another, whatever way an
 * address was written.
 */
final class CallerArgumentResolver implements HandlerMethodArgumentResolver {

    private static final Set<Class<?>> TYPES =
            Set.of(SiteId.class, KeyHolder.class, Administrator.class);

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return TYPES.contains(parameter.getParameterType());
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Object caller =
                request.getAttribute(ServerKeyFilter.CALLER, RequestAttributes.SCOPE_REQUEST);
        if (caller == null) {
            throw new IllegalStateException("an open address must not ask who calls");
        }
        Class<?> wanted = parameter.getParameterType();
        if (wanted == SiteId.class && caller instanceof KeyHolder holder) {
            return holder.site();
        }
        if (!wanted.isInstance(caller)) {
            throw ServerKeyFilter.wrongKind(wanted == Administrator.class);
        }
        return caller;
    }
}
