package io.rowlock.web.caller;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionService;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands the token's subject to controllers, as the type they ask for. */
final class CallerFromToken implements HandlerMethodArgumentResolver {
    private final ConversionService conversions;

    CallerFromToken(ConversionService conversions) {
        this.conversions = conversions;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(Caller.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken caller)) {
            // An address that is open to anyone asks for its caller: the security chain makes this a 401.
            throw new AuthenticationCredentialsNotFoundException("Nobody is known to be calling");
        }
        var id = conversions.convert(caller.getName(), parameter.getParameterType());
        if (id == null) {
            throw new IllegalStateException("A caller became nobody on the way to " + parameter);
        }
        return id;
    }
}
