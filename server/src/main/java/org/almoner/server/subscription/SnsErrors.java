package org.almoner.server.subscription;

import org.almoner.server.sns.SnsAddresses;
import org.almoner.server.web.ErrorShape;
import org.almoner.server.web.Problem;

/** Errors at the addresses of messages: XML as SNS answers (Amazon SNS API reference, "Common errors"). */
final class SnsErrors implements ErrorShape {

    @Override
    public boolean covers(String path) {
        return path.equals(SnsAddresses.ACTIONS);
    }

    @Override
    public String contentType(Problem problem) {
        return SnsXml.CONTENT_TYPE;
    }

    @Override
    public String body(Problem problem, String instance, String requestId) {
        var ours = problem.status().is5xxServerError();
        return SnsXml.error(ours ? "Receiver" : "Sender", code(problem), problem.detail(), requestId);
    }

    private static String code(Problem problem) {
        return switch (problem.status()) {
            case NOT_FOUND -> "NotFound";
            case CONFLICT -> "SubscriptionLimitExceeded";
            case FORBIDDEN -> "AuthorizationError";
            case TOO_MANY_REQUESTS -> "Throttling";
            default -> problem.status().is5xxServerError() ? "InternalError" : "InvalidParameter";
        };
    }
}
