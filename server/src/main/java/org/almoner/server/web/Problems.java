package org.almoner.server.web;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Damaged;
import org.almoner.server.failure.Failure;
import org.almoner.server.failure.Gone;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotAllowed;
import org.almoner.server.failure.NotFound;
import org.almoner.server.failure.StorageFull;
import org.almoner.server.failure.TooMany;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;

/** The one table of failures and what the outside sees of them. */
public final class Problems {

    private static final Duration DATABASE_PAUSE = Duration.ofSeconds(5);

    private Problems() {}

    /** The status code of a failure. */
    public static HttpStatus statusOf(Failure failure) {
        return of(failure).status();
    }

    /** The problem that a failure is to its caller. */
    public static Problem of(Failure failure) {
        var detail = failure.getMessage();
        return switch (failure) {
            case NotFound _ -> new Problem(HttpStatus.NOT_FOUND, "not-found", detail);
            case Invalid _ -> invalid(detail);
            case Conflict _ -> new Problem(HttpStatus.CONFLICT, "conflict", detail);
            case Gone _ -> new Problem(HttpStatus.GONE, "gone", detail);
            case NotAllowed _ -> new Problem(HttpStatus.FORBIDDEN, "not-allowed", detail);
            case TooMany tooMany ->
                new Problem(HttpStatus.TOO_MANY_REQUESTS, "too-many", detail, retryAfter(tooMany.retryAfter()));
            case StorageFull _ -> new Problem(HttpStatus.INSUFFICIENT_STORAGE, "storage-full", detail);
            case Damaged _ -> new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "damaged", detail);
        };
    }

    /** The problem that an exception is to the caller; empty for one that nobody foresaw. */
    static Optional<Problem> of(Exception exception) {
        return switch (exception) {
            case Failure failure -> Optional.of(of(failure));
            case DataAccessResourceFailureException _,
                    TransientDataAccessException _,
                    CannotCreateTransactionException _ -> Optional.of(databaseAway());
            default -> SpringProblems.of(exception);
        };
    }

    static Problem invalid(String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, "invalid", detail);
    }

    /** Says nothing about what happened: that is in the log, under the request's id. */
    static Problem unexpected() {
        return new Problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "unexpected",
                "The server failed in a way nobody foresaw. Try again later; if it stays, give the operator the request_id.");
    }

    private static Problem databaseAway() {
        return new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "The server cannot reach its database just now. Nothing was changed; send the request again in a moment.",
                retryAfter(DATABASE_PAUSE));
    }

    /** {@code Retry-After} in whole seconds, rounded up: a caller that obeys it is not turned away again. */
    private static Map<String, String> retryAfter(Duration wait) {
        var seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        return Map.of(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
}
