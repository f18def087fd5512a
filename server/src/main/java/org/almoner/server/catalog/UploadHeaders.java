package org.almoner.server.catalog;

import java.util.regex.Pattern;

import org.almoner.server.failure.Invalid;
import org.springframework.http.ResponseEntity;

/** The fields of "Resumable Uploads for HTTP": {@code Upload-Offset}, {@code Upload-Length}, {@code Upload-Complete}. */
final class UploadHeaders {

    static final String OFFSET = "Upload-Offset";

    private static final String LENGTH = "Upload-Length";
    private static final String COMPLETE = "Upload-Complete";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private UploadHeaders() {}

    /** Tells how far a file is. */
    static <B extends ResponseEntity.HeadersBuilder<?>> B of(B answer, DraftFile file) {
        switch (file.progress()) {
            case DraftFile.Uploading(var _, var offset, var length, var _) -> {
                answer.header(OFFSET, Long.toString(offset)).header(COMPLETE, "?0");
                if (length != null) {
                    answer.header(LENGTH, Long.toString(length));
                }
            }
            case DraftFile.Stored(var size, var _) -> {
                var length = Long.toString(size);
                answer.header(OFFSET, length).header(COMPLETE, "?1").header(LENGTH, length);
            }
        }
        return answer;
    }

    /** Where the upload of a file stands. */
    static long offset(DraftFile file) {
        return switch (file.progress()) {
            case DraftFile.Uploading(var _, var offset, var _, var _) -> offset;
            case DraftFile.Stored(var size, var _) -> size;
        };
    }

    /** The value of {@code Upload-Offset}. */
    static long offset(String field) {
        if (!NUMBER.matcher(field).matches()) {
            throw new Invalid(OFFSET + " must be a whole number: how many bytes came before these.");
        }
        return Long.parseLong(field);
    }

    /** The value of {@code Upload-Complete}, a boolean of structured fields (RFC 9651 §3.3.6). */
    static boolean isComplete(String field) {
        return switch (field) {
            case "?1" -> true;
            case "?0" -> false;
            default -> throw new Invalid(COMPLETE + " must be ?1 if nothing comes after these bytes, ?0 otherwise.");
        };
    }
}
