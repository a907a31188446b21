package io.rowlock.web.caller;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Lets a request pass, or not, by the rules the apps named.
 *
 * <p>What no rule names is denied where it is served at all, so that a new address is closed until somebody opens it.
 * What is not served may pass, so that it ends as the 404 or 405 that it is; OpenAPI tells everybody what is served
 * anyway.
 */
final class Gatekeeper implements AuthorizationManager<RequestAuthorizationContext>, RequestMatcher {
    private static final AuthorizationDecision COME_IN = new AuthorizationDecision(true);
    private static final AuthorizationDecision STAY_OUT = new AuthorizationDecision(false);

    private final Access access;
    private final ObjectProvider<HandlerMapping> served;

    Gatekeeper(Access access, ObjectProvider<HandlerMapping> served) {
        this.access = access;
        this.served = served;
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext context) {
        var request = context.getRequest();
        return access.whoMay(HttpMethod.valueOf(request.getMethod()), address(request))
                .map(who -> switch (who) {
                    case Access.Who.Anyone() -> COME_IN;
                    case Access.Who.AnyCaller() -> decision(isKnown(caller.get()));
                    case Access.Who.Only(var roles) -> decision(isKnown(caller.get()) && hasOneOf(caller.get(), roles));
                })
                .orElseGet(() -> decision(!isServed(request)));
    }

    /** Whether this request is for an address that is open to anyone. */
    @Override
    public boolean matches(HttpServletRequest request) {
        return access.openToAnyone(HttpMethod.valueOf(request.getMethod()), address(request));
    }

    private boolean isServed(HttpServletRequest request) {
        ServletRequestPathUtils.parseAndCache(request);
        return served.orderedStream().anyMatch(it -> serves(it, request));
    }

    private static boolean serves(HandlerMapping mapping, HttpServletRequest request) {
        try {
            var handler = mapping.getHandler(request);
            return handler != null && !isTheErrorAddress(handler.getHandler());
        } catch (HttpRequestMethodNotSupportedException e) {
            return false;
        } catch (Exception e) {
            return true; // there is something, and this request does not suit it; who may not call it need not know why
        }
    }

    /** Served to the server itself; a caller who asks for it finds nothing there. */
    private static boolean isTheErrorAddress(Object handler) {
        return handler instanceof HandlerMethod method && ErrorController.class.isAssignableFrom(method.getBeanType());
    }

    private static String address(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    private static boolean isKnown(@Nullable Authentication caller) {
        return caller instanceof JwtAuthenticationToken && caller.isAuthenticated();
    }

    private static boolean hasOneOf(@Nullable Authentication caller, Set<Role> roles) {
        return caller != null
                && roles.stream()
                        .map(Role::name)
                        .anyMatch(role ->
                                caller.getAuthorities().stream().anyMatch(it -> role.equals(it.getAuthority())));
    }

    private static AuthorizationDecision decision(boolean comeIn) {
        return comeIn ? COME_IN : STAY_OUT;
    }
}
