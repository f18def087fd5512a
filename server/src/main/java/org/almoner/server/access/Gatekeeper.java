package org.almoner.server.access;

import java.io.IOException;
import java.util.Collections;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.almoner.server.web.Sender;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Lets a request through to its handler if the handler's declared audience includes the caller, and within its rate. */
final class Gatekeeper implements HandlerInterceptor {

    private final Audiences audiences;
    private final RateLimits limits;
    private final Refusals refusals;

    Gatekeeper(Audiences audiences, RateLimits limits, Refusals refusals) {
        this.audiences = audiences;
        this.limits = limits;
        this.refusals = refusals;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            // The second half of a request that was let through.
            return true;
        }
        var pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        var audience = audiences
                .of(handler, pattern)
                .orElseThrow(() -> new IllegalStateException("No audience is declared for " + pattern));
        return switch (audience) {
            case Audience.Everybody _ -> true;
            case Audience.Holders holders -> mayPass(request, response, holders);
        };
    }

    private boolean mayPass(HttpServletRequest request, HttpServletResponse response, Audience.Holders holders)
            throws IOException {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof AuthenticatedCaller authenticated)) {
            refusals.tokenMissing(request, response);
            return false;
        }
        var caller = authenticated.caller();
        Sender.is(request, caller.organization().id().value(), caller.clientId());
        limits.countRequest(caller.clientId());
        if (!caller.may(Scope.ADMIN) && Collections.disjoint(caller.scopes(), holders.anyOf())) {
            refusals.scopeMissing(request, response, caller, holders.anyOf());
            return false;
        }
        return true;
    }
}
