package org.almoner.client.codeset;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * The check of just the files that a version has, or had when it was asked for.
 *
 * @param finishedAt null until it is finished
 * @param previousVersionSlug the version that it was compared with; null if there was none
 * @param previousVersionName its name; null if there was none
 * @param message why it failed, or why no profile fits; null if there is nothing to say
 * @param releases what was found in the files: one for each release of a code set; empty until it is finished, and where nothing was recognized
 */
public record VersionCheck(
        State state,
        @Nullable Instant requestedAt,
        @Nullable Instant finishedAt,
        @Nullable String previousVersionSlug,
        @Nullable String previousVersionName,
        @Nullable String message,
        List<CheckedRelease> releases) {

    public VersionCheck {
        requireNonNull(state, "state is missing");
        releases = Lists.given(releases);
    }

    /** How many rules do not hold that should. */
    public long errors() {
        return releases.stream().mapToLong(CheckedRelease::errors).sum();
    }

    /** Where a check is, and how it ended. */
    public enum State {
        /** Others are before it. */
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("running")
        RUNNING,
        /** There are no errors; there may be warnings. */
        @JsonProperty("passed")
        PASSED,
        /** There are errors. It is not committed unless somebody says that they are accepted. */
        @JsonProperty("refused")
        REFUSED,
        /** The files are of no code set that the server knows. Nothing keeps the version from being committed. */
        @JsonProperty("unrecognized")
        UNRECOGNIZED,
        /** It came to nothing, for a reason that is not in the files. */
        @JsonProperty("failed")
        FAILED,
        /** The server checks nothing. */
        @JsonProperty("off")
        OFF;

        public boolean finished() {
            return switch (this) {
                case WAITING, RUNNING -> false;
                case PASSED, REFUSED, UNRECOGNIZED, FAILED, OFF -> true;
            };
        }
    }
}
