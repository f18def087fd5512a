package org.almoner.server.catalog;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An entry of {@code version_metadata}, coming and going. */
@Schema(name = "VersionMetadata", description = "One thing that the publisher says of the version.")
record MetadataJson(
        @Schema(example = "Library") @Nullable String name,
        @Schema(example = "ICD-10-CM") @Nullable String value) {

    static MetadataJson of(Metadata metadata) {
        return new MetadataJson(metadata.name(), metadata.value());
    }

    Metadata checked() {
        return new Metadata(
                Texts.line("The name of an entry of version_metadata", name, 200),
                Texts.text("The value of an entry of version_metadata", value, 4000));
    }
}
