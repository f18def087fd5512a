package org.almoner.server.storage;

import java.util.regex.Pattern;

import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** The fields of the IETF's draft "Resumable Uploads for HTTP": {@code Upload-Offset}, {@code Upload-Length}, {@code Upload-Complete}. */
public final class UploadFields {

    public static final String OFFSET = "Upload-Offset";
    public static final String COMPLETE = "Upload-Complete";
    private static final String LENGTH = "Upload-Length";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private UploadFields() {}

    /**
     * Tells how far an upload is of which more must come.
     *
     * @param length how many bytes there will be in all; null if the sender did not say
     */
    public static <B extends ResponseEntity.HeadersBuilder<?>> B unfinished(
            B answer, long offset, @Nullable Long length) {
        answer.header(OFFSET, Long.toString(offset)).header(COMPLETE, "?0");
        if (length != null) {
            answer.header(LENGTH, Long.toString(length));
        }
        return answer;
    }

    /** Tells that all has arrived. */
    public static <B extends ResponseEntity.HeadersBuilder<?>> B whole(B answer, long length) {
        var text = Long.toString(length);
        answer.header(OFFSET, text).header(COMPLETE, "?1").header(LENGTH, text);
        return answer;
    }

    /** The value of {@code Upload-Offset}. */
    public static long offset(String field) {
        if (!NUMBER.matcher(field).matches()) {
            throw new Invalid(OFFSET + " must be a whole number: how many bytes came before these.");
        }
        return Long.parseLong(field);
    }

    /** The value of {@code Upload-Complete}, a boolean of structured fields (RFC 9651 §3.3.6). */
    public static boolean isComplete(String field) {
        return switch (field) {
            case "?1" -> true;
            case "?0" -> false;
            default -> throw new Invalid(COMPLETE + " must be ?1 if nothing comes after these bytes, ?0 otherwise.");
        };
    }
}
