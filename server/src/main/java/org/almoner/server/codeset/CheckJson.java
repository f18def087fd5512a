package org.almoner.server.codeset;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.almoner.server.catalog.Contents;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;

/** The check of a version, as it is shown. */
@Schema(
        name = "ReleaseCheck",
        description = "What came of holding a version against the profiles of the releases in it.")
record CheckJson(
        @Schema(
                description =
                        "waiting and running: it is not over. passed: all releases keep their rules; there may be warnings. refused: one"
                                + " does not. unrecognized: no profile fits any file. failed: something else broke, as the message says.",
                allowableValues = {"waiting", "running", "passed", "refused", "unrecognized", "failed"})
        String state,

        @Schema(example = "2026-11-22T08:00:00.123456+00:00")
        String requestedAt,

        @Schema(description = "Null before it is over.", example = "2026-11-22T08:00:01.123456+00:00") @Nullable
        String finishedAt,

        @Schema(description = "The version that it was compared with; null if it is the first.", example = "2024-33")
        @Nullable
        String previousVersionSlug,

        @Schema(example = "2024") @Nullable String previousVersionName,

        @Schema(description = "Why it failed, or why no profile fits; null if there is nothing to say.") @Nullable
        String message,

        List<ReleaseReport> releases) {

    CheckJson {
        releases = List.copyOf(releases);
    }

    /** @param previous the version that it was compared with; null if there is none */
    static CheckJson of(Check check, @Nullable Contents previous) {
        var outcome = check.outcome();
        var finished = check.finishedAt();
        return new CheckJson(
                check.state().wireName(),
                Timestamps.text(check.requestedAt()),
                finished == null ? null : Timestamps.text(finished),
                previous == null ? null : previous.slug(),
                previous == null ? null : previous.name(),
                outcome == null ? null : outcome.message(),
                outcome == null ? List.of() : outcome.releases());
    }
}
