package org.almoner.server.syndication;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An extract, as the Data Syndication API shows it. */
@Schema(name = "Extract", description = "One archive of one population and data set.")
record ExtractJson(
        @Schema(description = "Unique, and higher than that of any extract released before.", example = "159")
        long id,

        @Schema(example = "1424e81d-8cea-4d6b-b140-d6630b684a58")
        String populationId,

        @Schema(allowableValues = {"COMPLETE", "INCREMENTAL"})
        String extractType,

        @Schema(example = "LONG_REC") String datasetType,
        @Schema(example = "2016-11-11T08:23:06Z") String releasedAt,
        @Schema(example = "55004256") long sizeInBytes,

        @Schema(description = "The version of the data set's specification.", example = "1.0.0")
        String version,

        @Schema(
                description = "The digest of the archive, in hexadecimal.",
                example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256,

        @Schema(example = "syndication_longrecord_I_cernerdemo_demopopulation_1.0.0_201611110820.tar.gz")
        String fileName,

        @Schema(
                description = "The extract that an INCREMENTAL is to be applied to; null of a COMPLETE.",
                example = "158")
        @Nullable
        Long baseExtractId) {

    static ExtractJson of(Extract extract) {
        return new ExtractJson(
                extract.id(),
                extract.populationId().toString(),
                extract.type().name(),
                extract.dataSet().type(),
                // Whole seconds are written without a fraction, and always with the seconds.
                extract.releasedAt().toString(),
                extract.sizeInBytes(),
                extract.dataSet().version(),
                extract.sha256().hex(),
                extract.fileName(),
                extract.baseId());
    }
}
