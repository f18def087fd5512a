package org.almoner.server.syndication;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.almoner.server.syndication.Job.Work;
import org.almoner.server.syndication.PopulationAdmin.Owned;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;

/** Populations and what belongs to them, as operators send and see them. */
final class SyndicationJson {

    private SyndicationJson() {}

    /** What an operator says of a population. */
    @Schema(
            name = "PopulationRequest",
            description = "A population. What is not sent of an existing one stays as it is.")
    record PopulationRequest(
            @Schema(description = "Of a new one only: it never changes.", example = "demopopulation") @Nullable
            String mnemonic,

            @Schema(
                    description = "For people; the mnemonic, if it is not said.",
                    example = "Demo population",
                    maxLength = 200)
            @Nullable
            String name,

            @Schema(
                    description =
                            "A folder on the server with a FHIR bulk export in it, the base address of a FHIR server with Bulk"
                                    + " Data $export, or a JDBC URL; without passwords.",
                    example = "/srv/exports/demo",
                    maxLength = 2000)
            @Nullable
            String source,

            @Schema(
                    description =
                            "What else it takes to read the source, such as user and password. Kept encrypted and never shown;"
                                    + " replaces what was sent before.",
                    example = "{\"user\": \"almoner\", \"password\": \"...\"}")
            @Nullable
            Map<String, @Nullable String> sourceOptions) {}

    /** A population. */
    @Schema(name = "Population", description = "A set of people whose records an organization receives.")
    record PopulationJson(
            @Schema(example = "1424e81d-8cea-4d6b-b140-d6630b684a58")
            UUID id,

            @Schema(description = "The mnemonic of the organization that it belongs to.", example = "cernerdemo")
            String organization,

            @Schema(example = "demopopulation") String mnemonic,
            @Schema(example = "Demo population") String name,
            @Schema(example = "/srv/exports/demo") String source,

            @Schema(
                    description = "What they are called; what they are is not shown.",
                    example = "[\"password\", \"user\"]")
            List<String> sourceOptions,

            @Schema(example = "2026-11-11T08:23:06.000000+00:00")
            String createdAt) {

        static PopulationJson of(Owned owned) {
            var population = owned.population();
            return new PopulationJson(
                    population.id(),
                    owned.organization().mnemonic().value(),
                    population.mnemonic().value(),
                    population.name(),
                    population.source().text(),
                    List.copyOf(population.options().names()),
                    Timestamps.text(population.createdAt()));
        }
    }

    /** What an operator says of a feed. */
    @Schema(name = "FeedRequest", description = "A feed: an extract that is made again and again.")
    record FeedRequest(
            @Schema(allowableValues = {"COMPLETE", "INCREMENTAL"}) @Nullable
            String extractType,

            @Schema(description = "LONG_REC, if it is not said.", example = "LONG_REC") @Nullable
            String datasetType,

            @Schema(description = "The newest, if it is not said.", example = "1.0.0") @Nullable
            String version,

            @Schema(
                    description =
                            "Second, minute, hour, day of month, month, day of week; or without the second; or a macro such as"
                                    + " @daily.",
                    example = "0 0 3 * * *")
            @Nullable
            String cron,

            @Schema(description = "Whose clock counts; UTC, if it is not said.", example = "Europe/Berlin") @Nullable
            String timeZone) {}

    /** Whether a feed runs. */
    @Schema(name = "FeedChange", description = "Whether a feed runs.")
    record FeedChange(
            @Schema(description = "false pauses it, true has it go on.", example = "false") @Nullable
            Boolean active) {}

    /** A feed. */
    @Schema(name = "Feed", description = "An extract that is made again and again.")
    record FeedJson(
            @Schema(example = "0d2f4c0e-54b5-4b0a-8d5e-0f5f3b1c2a77")
            UUID id,

            @Schema(allowableValues = {"COMPLETE", "INCREMENTAL"})
            String extractType,

            @Schema(example = "LONG_REC") String datasetType,
            @Schema(example = "1.0.0") String version,
            @Schema(example = "0 0 3 * * *") String cron,
            @Schema(example = "UTC") String timeZone,
            boolean active,

            @Schema(description = "null while it is paused.", example = "2026-11-12T03:00:00.000000+00:00") @Nullable
            String nextRunAt,

            @Schema(example = "2026-11-11T08:23:06.000000+00:00")
            String createdAt) {

        static FeedJson of(Feed feed) {
            return new FeedJson(
                    feed.id(),
                    feed.type().name(),
                    feed.dataSet().type(),
                    feed.dataSet().version(),
                    feed.cron().text(),
                    feed.cron().zone().getId(),
                    feed.isActive(),
                    feed.nextRunAt() == null ? null : Timestamps.text(feed.nextRunAt()),
                    Timestamps.text(feed.createdAt()));
        }
    }

    /** What an operator asks to be made. */
    @Schema(name = "ExtractJobRequest", description = "An extract to be made now.")
    record JobRequest(
            @Schema(allowableValues = {"COMPLETE", "INCREMENTAL"}) @Nullable
            String extractType,

            @Schema(description = "LONG_REC, if it is not said.", example = "LONG_REC") @Nullable
            String datasetType,

            @Schema(description = "The newest, if it is not said.", example = "1.0.0") @Nullable
            String version) {}

    /** A job. */
    @Schema(
            name = "ExtractJob",
            description = "The making of one extract, or the taking in of one that was made elsewhere.")
    record JobJson(
            @Schema(example = "7a1f0b52-3c9d-4e0e-9a55-1f0d6c1b2e88")
            UUID id,

            @Schema(
                    description = "The mnemonic of the organization that the population belongs to.",
                    example = "cernerdemo")
            String organization,

            @Schema(description = "The mnemonic of the population.", example = "demopopulation")
            String population,

            @Schema(
                    description = "null of an archive that is taken in.",
                    allowableValues = {"COMPLETE", "INCREMENTAL"})
            @Nullable
            String extractType,

            @Schema(example = "LONG_REC") @Nullable String datasetType,
            @Schema(example = "1.0.0") @Nullable String version,

            @Schema(description = "The name of the archive that is taken in; else null.") @Nullable
            String fileName,

            @Schema(allowableValues = {"queued", "running", "done", "failed", "cancelled"})
            String state,

            @Schema(description = "Whether somebody has asked to cancel it.")
            boolean cancelling,

            @Schema(description = "How often it was begun.", example = "1")
            int attempt,

            @Schema(example = "120000") long rows,
            @Schema(example = "734003200") long bytesRead,

            @Schema(description = "null while it is not known.", example = "2147483648") @Nullable
            Long bytesTotal,

            @Schema(description = "The feed that asked for it; null if a client did.") @Nullable
            UUID feedId,

            @Schema(description = "The client that asked for it; null if a feed did.") @Nullable
            String askedBy,

            @Schema(example = "2026-11-11T08:20:00.000000+00:00")
            String askedAt,

            @Schema(example = "2026-11-11T08:20:01.000000+00:00") @Nullable
            String startedAt,

            @Schema(example = "2026-11-11T08:21:42.000000+00:00")
            String updatedAt,

            @Schema(example = "2026-11-11T08:23:05.000000+00:00") @Nullable
            String expectedEndAt,

            @Schema(example = "2026-11-11T08:23:06.000000+00:00") @Nullable
            String endedAt,

            @Schema(description = "Why it failed, and what to do.") @Nullable
            String message,

            @Schema(description = "What came of it.", example = "159") @Nullable
            Long extractId) {

        static JobJson of(Job job, Owned owned) {
            var build = job.work() instanceof Work.Build it ? it : null;
            return new JobJson(
                    job.id(),
                    owned.organization().mnemonic().value(),
                    owned.population().mnemonic().value(),
                    build == null ? null : build.type().name(),
                    build == null ? null : build.dataSet().type(),
                    build == null ? null : build.dataSet().version(),
                    job.work() instanceof Work.Import it ? it.fileName() : null,
                    job.state().wireName(),
                    job.cancelAskedAt() != null && !job.state().isEnded(),
                    job.attempt(),
                    job.progress().rows(),
                    job.progress().bytesRead(),
                    job.progress().bytesTotal(),
                    job.asked().feedId(),
                    job.asked().clientId(),
                    Timestamps.text(job.asked().at()),
                    job.startedAt() == null ? null : Timestamps.text(job.startedAt()),
                    Timestamps.text(job.updatedAt()),
                    job.expectedEndAt() == null ? null : Timestamps.text(job.expectedEndAt()),
                    job.endedAt() == null ? null : Timestamps.text(job.endedAt()),
                    job.message(),
                    job.extractId());
        }
    }

    /** An extract, as operators see it. */
    @Schema(name = "ManagedExtract", description = "An extract, as operators see it: what clients are shown, and more.")
    record ManagedExtractJson(
            @Schema(example = "159") long id,

            @Schema(
                    description = "The mnemonic of the organization that the population belongs to.",
                    example = "cernerdemo")
            String organization,

            @Schema(description = "The mnemonic of the population.", example = "demopopulation")
            String population,

            @Schema(example = "1424e81d-8cea-4d6b-b140-d6630b684a58")
            UUID populationId,

            @Schema(allowableValues = {"COMPLETE", "INCREMENTAL"})
            String extractType,

            @Schema(example = "LONG_REC") String datasetType,
            @Schema(example = "1.0.0") String version,

            @Schema(
                    description = "The moment whose state of the source it shows.",
                    example = "2016-11-11T08:20:00.000000+00:00")
            String extractTime,

            @Schema(example = "2016-11-11T08:23:06Z") String releasedAt,
            @Schema(example = "55004256") long sizeInBytes,

            @Schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
            String sha256,

            @Schema(example = "syndication_longrecord_I_cernerdemo_demopopulation_1.0.0_201611110820.tar.gz")
            String fileName,

            @Schema(example = "158") @Nullable Long baseExtractId,
            @Schema(example = "120000") long rows,

            @Schema(
                    description = "How many pieces of the input were left out for what is wrong with them.",
                    example = "0")
            long problems,

            @Schema(description = "null while it can be had.", example = "2016-12-11T08:23:06.000000+00:00") @Nullable
            String withdrawnAt,

            @Schema(example = "Wrong source") @Nullable String withdrawalReason) {

        static ManagedExtractJson of(Extract extract, Owned owned) {
            var withdrawal = extract.withdrawal();
            return new ManagedExtractJson(
                    extract.id(),
                    owned.organization().mnemonic().value(),
                    owned.population().mnemonic().value(),
                    extract.populationId(),
                    extract.type().name(),
                    extract.dataSet().type(),
                    extract.dataSet().version(),
                    Timestamps.text(extract.extractTime()),
                    extract.releasedAt().toString(),
                    extract.sizeInBytes(),
                    extract.sha256().hex(),
                    extract.fileName(),
                    extract.baseId(),
                    extract.rows(),
                    extract.problems(),
                    withdrawal == null ? null : Timestamps.text(withdrawal.at()),
                    withdrawal == null ? null : withdrawal.reason());
        }
    }

    /** Why an extract is withdrawn. */
    @Schema(name = "WithdrawalRequest", description = "Why an extract is withdrawn.")
    record WithdrawalRequest(
            @Schema(example = "Wrong source", maxLength = 1000) @Nullable
            String reason) {}

    /** What an operator announces of an archive. */
    @Schema(name = "ImportRequest", description = "An archive made elsewhere, whose bytes are to follow.")
    record ImportRequest(
            @Schema(example = "syndication_longrecord_C_cernerdemo_demopopulation_1.0.0_201610280625.tar.gz") @Nullable
            String fileName,

            @Schema(
                    description = "How many bytes will come; checked, if it is said.",
                    example = "55004256",
                    minimum = "0")
            @Nullable
            Long sizeInBytes,

            @Schema(
                    description = "The digest of the bytes in hexadecimal; checked, if it is said.",
                    example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
            @Nullable
            String sha256) {}

    /** An archive on its way in. */
    @Schema(name = "Import", description = "An archive on its way in.")
    record ImportJson(
            @Schema(example = "syndication_longrecord_C_cernerdemo_demopopulation_1.0.0_201610280625.tar.gz")
            String fileName,

            @Schema(description = "How many bytes have arrived.", example = "55004256")
            long uploadedBytes,

            @Schema(description = "How many there will be; null if the sender did not say.", example = "55004256")
            @Nullable
            Long sizeInBytes,

            @Schema(description = "What takes it in, once all of it has arrived; else null.") @Nullable
            JobJson job) {

        static ImportJson of(ArchiveImports.Status status, Owned owned) {
            return switch (status) {
                case ArchiveImports.Status.Uploading(var name, var offset, var length) ->
                    new ImportJson(name, offset, length, null);
                case ArchiveImports.Status.Arrived(var name, var size, var job) ->
                    new ImportJson(name, size, size, JobJson.of(job, owned));
            };
        }
    }
}
