package org.almoner.server.catalog;

import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/** What files are served as. */
final class ContentTypes {

    private static final int MAX_LENGTH = 127;

    private ContentTypes() {}

    /** The type that the sender says; the one that goes with the name, if it says none. */
    static String said(@Nullable String type, FileName name) {
        if (type == null) {
            return MediaTypeFactory.getMediaType(name.text())
                    .orElse(MediaType.APPLICATION_OCTET_STREAM)
                    .toString();
        }
        try {
            var parsed = MediaType.parseMediaType(type);
            if (parsed.isConcrete() && parsed.toString().length() <= MAX_LENGTH) {
                return parsed.toString();
            }
        } catch (InvalidMediaTypeException e) {
            // Answered below like every other text that is no type.
        }
        throw new Invalid("The content type must be a media type such as text/csv.");
    }

    /** Like {@link #said}, of the {@code Content-Type} of an upload: what tools send by themselves there says nothing of the file. */
    static String sent(@Nullable String field, FileName name) {
        return said(
                field == null || field.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE) ? null : field, name);
    }
}
