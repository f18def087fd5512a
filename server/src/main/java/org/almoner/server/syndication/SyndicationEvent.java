package org.almoner.server.syndication;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What happened to populations, feeds, jobs and extracts. A change is told inside of the transaction that makes it. */
public sealed interface SyndicationEvent {

    /** The id of the organization whose client did it; of the population's, where the server did it by itself. */
    String organization();

    /** The client that did it; null where the server did it by itself. */
    @Nullable
    String clientId();

    /** What it was done to, such as {@code cernerdemo/demopopulation} or {@code extract/159}. */
    String object();

    /** Whether something came to nothing. */
    default boolean failed() {
        return false;
    }

    /** More for whoever reads the audit trail; may be empty. */
    default String detail() {
        return "";
    }

    record PopulationAdded(String organization, String clientId, String object, UUID populationId)
            implements SyndicationEvent {}

    /** A population's name, source or what it takes to read that is another now. */
    record PopulationChanged(String organization, String clientId, String object, UUID populationId)
            implements SyndicationEvent {}

    /** A population is gone, with its feeds, its jobs and its extracts, which had all been withdrawn. */
    record PopulationRemoved(String organization, String clientId, String object, UUID populationId)
            implements SyndicationEvent {}

    record FeedAdded(String organization, String clientId, String object, UUID feedId) implements SyndicationEvent {
        @Override
        public String detail() {
            return "feed " + feedId;
        }
    }

    /** A feed was paused, or goes on. */
    record FeedChanged(String organization, String clientId, String object, UUID feedId, boolean active)
            implements SyndicationEvent {
        @Override
        public String detail() {
            return "feed " + feedId + (active ? " goes on" : " is paused");
        }
    }

    record FeedRemoved(String organization, String clientId, String object, UUID feedId) implements SyndicationEvent {
        @Override
        public String detail() {
            return "feed " + feedId;
        }
    }

    /** An extract was asked for, by a client or by a feed. */
    record JobQueued(String organization, @Nullable String clientId, String object, UUID jobId, String what)
            implements SyndicationEvent {
        @Override
        public String detail() {
            return "job " + jobId + ", " + what;
        }
    }

    /** Somebody asked that a job be given up. */
    record JobCancelled(String organization, String clientId, String object, UUID jobId) implements SyndicationEvent {
        @Override
        public String detail() {
            return "job " + jobId;
        }
    }

    /** A job came to nothing, for the reason given. */
    record JobFailed(String organization, @Nullable String clientId, String object, UUID jobId, String reason)
            implements SyndicationEvent {
        @Override
        public boolean failed() {
            return true;
        }

        @Override
        public String detail() {
            return "job " + jobId + ": " + reason;
        }
    }

    /**
     * An extract can be had: its organization sees it from now on.
     *
     * @param clientId who had asked for it; null if a feed had
     * @param extract what was released
     */
    record ExtractReleased(String organization, @Nullable String clientId, Released extract)
            implements SyndicationEvent {
        @Override
        public String object() {
            return "extract/" + extract.id();
        }

        @Override
        public String detail() {
            return extract.fileName() + ", " + extract.sizeInBytes() + " bytes, sha256 " + extract.sha256();
        }
    }

    /** A client took an extract back for the reason given: it can be had no more. */
    record ExtractWithdrawn(String organization, String clientId, Released extract, String reason)
            implements SyndicationEvent {
        @Override
        public String object() {
            return "extract/" + extract.id();
        }

        @Override
        public String detail() {
            return extract.fileName() + ": " + reason;
        }
    }

    /** An extract was kept long enough: it can be had no more. */
    record ExtractExpired(String organization, Released extract) implements SyndicationEvent {
        @Override
        public @Nullable String clientId() {
            return null;
        }

        @Override
        public String object() {
            return "extract/" + extract.id();
        }

        @Override
        public String detail() {
            return extract.fileName();
        }
    }

    /** The bytes of an extract that was withdrawn are gone for good. */
    record ExtractDeleted(String organization, long extractId, String fileName) implements SyndicationEvent {
        @Override
        public @Nullable String clientId() {
            return null;
        }

        @Override
        public String object() {
            return "extract/" + extractId;
        }

        @Override
        public String detail() {
            return fileName;
        }
    }

    /**
     * An extract that was released, as others speak of it.
     *
     * @param owner the id of the organization that it is for
     * @param extractType {@code COMPLETE} or {@code INCREMENTAL}
     * @param baseExtractId what an INCREMENTAL is to be applied to; null of a COMPLETE
     */
    record Released(
            long id,
            String owner,
            UUID populationId,
            String population,
            String extractType,
            String dataSetType,
            String dataSetVersion,
            Instant releasedAt,
            long sizeInBytes,
            String sha256,
            String fileName,
            @Nullable Long baseExtractId) {

        static Released of(Extract extract, String population) {
            return new Released(
                    extract.id(),
                    extract.organization().value(),
                    extract.populationId(),
                    population,
                    extract.type().name(),
                    extract.dataSet().type(),
                    extract.dataSet().version(),
                    extract.releasedAt(),
                    extract.sizeInBytes(),
                    extract.sha256().hex(),
                    extract.fileName(),
                    extract.baseId());
        }
    }
}
