package org.almoner.server.web;

import java.io.IOException;
import java.io.UncheckedIOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** The one place that turns failures into answers, whether a handler threw them or a filter. */
@Component
final class FailureAnswers implements HandlerExceptionResolver {

    private static final Logger log = LoggerFactory.getLogger(FailureAnswers.class);

    private final ErrorWriter errors;

    FailureAnswers(ErrorWriter errors) {
        this.errors = errors;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) {
            // Left to the security filters, which know how to challenge.
            return null;
        }
        try {
            answer(request, response, failure);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }

    /** Answers, unless there is nobody to answer to any more. */
    void answer(HttpServletRequest request, HttpServletResponse response, Exception failure) throws IOException {
        if (callerIsGone(failure)) {
            log.debug("The caller went away: {}", failure.getMessage());
            BrokenOff.mark(request);
            return;
        }
        var problem = Problems.of(failure).orElseGet(() -> {
            log.error(
                    "Request {} failed unexpectedly",
                    RequestIdentity.of(request).id(),
                    failure);
            return Problems.unexpected();
        });
        if (response.isCommitted()) {
            log.warn(
                    "Request {} failed half-way through its answer",
                    RequestIdentity.of(request).id(),
                    failure);
            BrokenOff.mark(request);
            return;
        }
        errors.write(request, response, problem);
    }

    private static boolean callerIsGone(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClientAbortException || cause instanceof AsyncRequestNotUsableException) {
                return true;
            }
        }
        return false;
    }
}
