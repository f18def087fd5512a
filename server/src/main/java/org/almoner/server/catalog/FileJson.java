package org.almoner.server.catalog;

import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.almoner.server.storage.Links.Link;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;

/** A release file as the Download API writes it. */
@Schema(name = "ReleaseFile", description = "A file of a version, with a fresh link to its bytes.")
record FileJson(
        @Schema(example = "43084a1a-46b0-11ee-be56-0242ac120002")
        UUID id,

        @Schema(example = "61f36aec-46ae-11ee-be56-0242ac120002")
        UUID versionId,

        @Schema(example = "example_file_name.csv") String fileName,

        @Schema(
                description =
                        "Where the bytes are, for whoever has this link, until expires_at. GET, HEAD or an empty PUT.",
                example = "https://downloads.example.org/files/example-product-slug-12/00393482300wD/"
                        + "example-sub-product-slug-34/2022-october-93/example_file_name.csv"
                        + "?response-content-disposition=attachment...")
        String downloadUrl,

        @Schema(description = "Always null.", nullable = true, example = "null") @Nullable
        String publishUrl,

        @Schema(example = "7340032") long sizeInBytes,

        @Schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256,

        @Schema(example = "text/csv") String contentType,

        @Schema(
                description = "From when download_url is refused. A transfer that is under way then is not cut.",
                example = "2022-12-15T20:41:54.371613+00:00")
        String expiresAt) {

    static FileJson of(ReleaseFile file, StoredFile stored, Link link) {
        return new FileJson(
                file.id(),
                file.versionId(),
                file.name().text(),
                link.address().toString(),
                null,
                stored.sizeInBytes(),
                stored.sha256().hex(),
                stored.contentType(),
                Timestamps.text(link.expiresAt()));
    }
}
