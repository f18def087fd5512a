package org.almoner.server.catalog;

import java.util.Locale;
import java.util.regex.Pattern;

import io.swagger.v3.oas.annotations.media.Schema;
import org.almoner.server.failure.Invalid;
import org.almoner.server.storage.Sha256;
import org.jspecify.annotations.Nullable;

/** What a publisher announces of a file. */
@Schema(name = "FileRequest", description = "A file whose bytes are to follow.")
record FileRequest(
        @Schema(
                description =
                        "At most 255 bytes of UTF-8; no control characters, none of / \\ : * ? \" < > | ;, no blank at"
                                + " either end, no dot at the end.",
                example = "example_file_name.csv")
        @Nullable
        String fileName,

        @Schema(description = "How many bytes will come; checked, if it is said.", example = "7340032", minimum = "0")
        @Nullable
        Long sizeInBytes,

        @Schema(
                description = "The digest of the bytes in hexadecimal; checked, if it is said.",
                example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        @Nullable
        String sha256,

        @Schema(description = "What the file is served as; goes by the name, if it is not said.", example = "text/csv")
        @Nullable
        String contentType) {

    private static final Pattern DIGEST = Pattern.compile("[0-9A-Fa-f]{64}");

    NewFile checked() {
        if (fileName == null) {
            throw new Invalid("file_name is missing.");
        }
        if (sizeInBytes != null && sizeInBytes < 0) {
            throw new Invalid("size_in_bytes must be a whole number from 0.");
        }
        var name = new FileName(fileName);
        return new NewFile(name, sizeInBytes, digest(sha256), ContentTypes.said(contentType, name));
    }

    private static @Nullable Sha256 digest(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!DIGEST.matcher(text).matches()) {
            throw new Invalid("sha256 must be 64 hexadecimal digits.");
        }
        return new Sha256(text.toLowerCase(Locale.ROOT));
    }
}
