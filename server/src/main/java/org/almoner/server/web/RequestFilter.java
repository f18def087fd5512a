package org.almoner.server.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id, in the answer's {@code X-Request-Id} and in each line logged meanwhile, and answers whatever
 * failure nothing further in has answered.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestFilter extends OncePerRequestFilter {

    private final FailureAnswers failures;

    RequestFilter(FailureAnswers failures) {
        this.failures = failures;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        var identity = RequestIdentity.of(request);
        response.setHeader(RequestIdentity.HEADER, identity.id());
        MDC.put(LogFields.REQUEST_ID, identity.id());
        try {
            ScopedValue.where(Request.CURRENT, identity).call(() -> {
                proceed(request, response, chain);
                return null;
            });
        } finally {
            MDC.clear();
        }
    }

    private void proceed(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException e) {
            failures.answer(request, response, e.getRootCause() instanceof Exception cause ? cause : e);
        } catch (IOException | RuntimeException e) {
            failures.answer(request, response, e);
        }
    }

    /** The answer to an asynchronous request is made in a second dispatch, often on another thread. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
