package org.almoner.server.catalog;

import org.almoner.server.storage.UploadFields;
import org.springframework.http.ResponseEntity;

/** The fields of resumable uploads, for files of drafts. */
final class UploadHeaders {

    static final String OFFSET = UploadFields.OFFSET;

    private UploadHeaders() {}

    /** Tells how far a file is. */
    static <B extends ResponseEntity.HeadersBuilder<?>> B of(B answer, DraftFile file) {
        return switch (file.progress()) {
            case DraftFile.Uploading(var _, var offset, var length, var _) ->
                UploadFields.unfinished(answer, offset, length);
            case DraftFile.Stored(var size, var _) -> UploadFields.whole(answer, size);
        };
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
        return UploadFields.offset(field);
    }

    /** The value of {@code Upload-Complete}. */
    static boolean isComplete(String field) {
        return UploadFields.isComplete(field);
    }
}
