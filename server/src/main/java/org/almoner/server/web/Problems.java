package org.almoner.server.web;

import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Failure;
import org.almoner.server.failure.Gone;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotAllowed;
import org.almoner.server.failure.NotFound;
import org.almoner.server.failure.StorageFull;
import org.almoner.server.failure.TooMany;
import org.springframework.http.HttpStatus;

/** The one table of failures and their status codes. */
public final class Problems {

    private Problems() {}

    /** The status code of a failure. */
    public static HttpStatus statusOf(Failure failure) {
        return switch (failure) {
            case NotFound _ -> HttpStatus.NOT_FOUND;
            case Invalid _ -> HttpStatus.BAD_REQUEST;
            case Conflict _ -> HttpStatus.CONFLICT;
            case Gone _ -> HttpStatus.GONE;
            case NotAllowed _ -> HttpStatus.FORBIDDEN;
            case TooMany _ -> HttpStatus.TOO_MANY_REQUESTS;
            case StorageFull _ -> HttpStatus.INSUFFICIENT_STORAGE;
        };
    }
}
