package org.almoner.server.storage;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** How a request for an object is answered. Made from values alone: it reads no bytes, no clock and no socket. */
sealed interface Decision {

    /** 200, with all bytes. */
    record Whole() implements Decision {}

    /** 206, with one range of bytes. */
    record Single(ByteRange range) implements Decision {}

    /** 206, with several ranges of bytes in parts. */
    record Several(List<ByteRange> ranges) implements Decision {}

    /** 416: there are no such bytes. */
    record NotSatisfiable() implements Decision {}

    /** 304: the client has them. */
    record NotModified() implements Decision {}

    /** 412: the object is not what the client believes. */
    record PreconditionFailed() implements Decision {}

    /**
     * Decides, in the order of RFC 9110 §13.2.2.
     *
     * @param length of the object
     * @param now for dates with two-digit years
     */
    static Decision of(RangeRequest request, Validators validators, long length, Instant now) {
        // Step 1: "If-Match is present"; step 2: "If-Match is not present and If-Unmodified-Since is present".
        var unchanged = request.ifMatch() != null
                ? matches(request.ifMatch(), validators)
                : isUnmodified(request.ifUnmodifiedSince(), validators, now);
        if (!unchanged) {
            return new PreconditionFailed();
        }
        // Step 3: "If-None-Match is present"; step 4: "If-None-Match is not present and If-Modified-Since is present".
        var changed = request.ifNoneMatch() != null
                ? matchesNone(request.ifNoneMatch(), validators)
                : isModified(request.ifModifiedSince(), validators, now);
        if (!changed) {
            return new NotModified();
        }
        // RFC 9110 §14.2: "GET is the only method for which range handling is defined".
        if (request.head() || request.range() == null) {
            return new Whole();
        }
        // Step 5: "both Range and If-Range are present".
        return isStillTheSame(request.ifRange(), validators, now) ? select(request.range(), length) : new Whole();
    }

    private static Decision select(String range, long length) {
        return switch (Selection.of(range, length)) {
            case Selection.Whole() -> new Whole();
            case Selection.Single(var one) -> new Single(one);
            case Selection.Several(var ranges) -> new Several(ranges);
            case Selection.NotSatisfiable() -> new NotSatisfiable();
        };
    }

    /** RFC 9110 §13.1.1: "An origin server MUST use the strong comparison function". */
    private static boolean matches(String ifMatch, Validators validators) {
        return isAny(ifMatch)
                || EntityTag.parseList(ifMatch).stream().anyMatch(tag -> tag.matchesStrongly(validators.tag()));
    }

    /** RFC 9110 §13.1.2: "A recipient MUST use the weak comparison function". */
    private static boolean matchesNone(String ifNoneMatch, Validators validators) {
        return !isAny(ifNoneMatch)
                && EntityTag.parseList(ifNoneMatch).stream().noneMatch(tag -> tag.matchesWeakly(validators.tag()));
    }

    /** RFC 9110 §13.1.3: "MUST ignore the If-Modified-Since header field if ... not a valid HTTP-date". */
    private static boolean isModified(@Nullable String since, Validators validators, Instant now) {
        return since == null
                || HttpDate.parse(since, now)
                        .map(date -> validators.lastModified().isAfter(date))
                        .orElse(true);
    }

    /** RFC 9110 §13.1.4: "MUST ignore the If-Unmodified-Since header field if ... not a valid HTTP-date". */
    private static boolean isUnmodified(@Nullable String since, Validators validators, Instant now) {
        return since == null
                || HttpDate.parse(since, now)
                        .map(date -> !validators.lastModified().isAfter(date))
                        .orElse(true);
    }

    /** RFC 9110 §13.1.5: a strong match of the tag, or an exact match of the date. */
    private static boolean isStillTheSame(@Nullable String ifRange, Validators validators, Instant now) {
        if (ifRange == null) {
            return true;
        }
        return EntityTag.parse(ifRange)
                .map(tag -> tag.matchesStrongly(validators.tag()))
                .orElseGet(() -> HttpDate.parse(ifRange, now)
                        .filter(validators.lastModified()::equals)
                        .isPresent());
    }

    private static boolean isAny(String field) {
        return field.strip().equals("*");
    }
}
