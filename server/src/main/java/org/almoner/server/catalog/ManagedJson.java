package org.almoner.server.catalog;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;

/** The catalogue as its publishers see it: what clients are shown, and more. */
final class ManagedJson {

    private ManagedJson() {}

    /** A product. */
    @Schema(name = "ManagedProduct", description = "A product, as its publisher sees it.")
    record ManagedProduct(
            @Schema(example = "3fa85f64-5717-4562-b3fc-2c963f66afa6")
            UUID id,

            @Schema(example = "Example Product Name") String productName,
            @Schema(example = "example-product-slug-12") String productSlug,

            @Schema(description = "The id of the organization that publishes it.", example = "00393482300wD")
            String organizationId,

            List<ProductJson.Field> fields,
            List<ProductJson.Option> menuOptions) {

        static ManagedProduct of(Product product) {
            return new ManagedProduct(
                    product.id(),
                    product.name(),
                    product.slug().text(),
                    product.publisher().value(),
                    ProductJson.Field.all(product),
                    ProductJson.Option.all(product));
        }
    }

    /** A version. */
    @Schema(name = "ManagedVersion", description = "A version, as its publisher sees it.")
    record ManagedVersion(
            @Schema(example = "61f36aec-46ae-11ee-be56-0242ac120002")
            UUID id,

            @Schema(example = "5a9994a2-46ad-11ee-be56-0242ac120002")
            UUID subProductId,

            @Schema(example = "2022 October") String versionName,
            @Schema(example = "2022-october-93") String versionSlug,

            @Schema(allowableValues = {"draft", "committed", "retracted"})
            String state,

            @Schema(description = "Whether its launch has been announced.")
            boolean launched,

            LocalDate effectiveDate,
            LocalDate launchDate,
            @Nullable LocalDate retentionDate,

            @Schema(example = "2022-12-15T20:36:54.371613+00:00")
            String createdAt,

            @Schema(example = "IMO User") String createdBy,

            @Schema(example = "2022-12-15T20:36:54.371613+00:00")
            String updatedAt,

            @Schema(example = "IMO User") String updatedBy,
            @Nullable String committedAt,
            @Nullable String launchedAt,
            @Nullable String retractedAt,
            @Nullable String retractionReason,
            List<MetadataJson> versionMetadata,
            List<MenuOptionJson> versionMenuActions) {

        static ManagedVersion of(Version version) {
            var details = version.details();
            var retraction = version.retraction();
            return new ManagedVersion(
                    version.id(),
                    version.subProductId(),
                    details.name(),
                    version.slug().text(),
                    version.state().wireName(),
                    version.launchedAt() != null,
                    details.effectiveDate(),
                    details.launchDate(),
                    details.retentionDate(),
                    Timestamps.text(version.createdAt()),
                    version.createdBy(),
                    Timestamps.text(version.updatedAt()),
                    version.updatedBy(),
                    version.committedAt() == null ? null : Timestamps.text(version.committedAt()),
                    version.launchedAt() == null ? null : Timestamps.text(version.launchedAt()),
                    retraction == null ? null : Timestamps.text(retraction.at()),
                    retraction == null ? null : retraction.reason(),
                    details.metadata().stream().map(MetadataJson::of).toList(),
                    details.menuActions().stream().map(MenuOptionJson::of).toList());
        }
    }

    /** A file. */
    @Schema(name = "ManagedFile", description = "A file of a version, as its publisher sees it.")
    record ManagedFile(
            @Schema(example = "43084a1a-46b0-11ee-be56-0242ac120002")
            UUID id,

            @Schema(example = "example_file_name.csv") String fileName,

            @Schema(allowableValues = {"uploading", "stored"})
            String state,

            @Schema(description = "How many bytes have arrived.", example = "1048576")
            long uploadOffset,

            @Schema(
                    description = "How many bytes there are, or will be; null if the sender did not say.",
                    example = "7340032")
            @Nullable
            Long sizeInBytes,

            @Schema(
                    description = "The digest of the bytes, or what it must be; null if the sender did not say.",
                    example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
            @Nullable
            String sha256,

            @Schema(example = "text/csv") String contentType) {

        static ManagedFile of(DraftFile file) {
            return switch (file.progress()) {
                case DraftFile.Uploading(var _, var offset, var length, var expected) ->
                    new ManagedFile(
                            file.id(),
                            file.name().text(),
                            "uploading",
                            offset,
                            length,
                            expected == null ? null : expected.hex(),
                            file.contentType());
                case DraftFile.Stored(var size, var sha256) ->
                    new ManagedFile(
                            file.id(), file.name().text(), "stored", size, size, sha256.hex(), file.contentType());
            };
        }
    }
}
