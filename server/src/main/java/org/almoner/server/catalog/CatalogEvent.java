package org.almoner.server.catalog;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

import org.almoner.server.access.OrganizationId;
import org.jspecify.annotations.Nullable;

/** What happened to the catalogue. A change is told inside of the transaction that makes it. */
public sealed interface CatalogEvent {

    /** The id of the organization whose client did it; of the publisher, where the server did it by itself. */
    String organization();

    /** The client that did it; null where the server did it by itself. */
    @Nullable
    String clientId();

    /** The address of what it was done to, such as {@code icd-10-cm-12/us-34/2026-93}. */
    String object();

    /** Whether something was turned away. */
    default boolean refused() {
        return false;
    }

    /** More for whoever reads the audit trail; may be empty. */
    default String detail() {
        return "";
    }

    /** A product is there. */
    record ProductAdded(String organization, String clientId, String object, UUID productId) implements CatalogEvent {}

    /** A product's name, fields or menu options are others now. */
    record ProductChanged(String organization, String clientId, String object, UUID productId)
            implements CatalogEvent {}

    /** A sub-product is there. */
    record SubProductAdded(String organization, String clientId, String object, UUID subProductId)
            implements CatalogEvent {}

    /** A sub-product's name, owner or publicity is another now. */
    record SubProductChanged(String organization, String clientId, String object, UUID subProductId)
            implements CatalogEvent {}

    /** A draft of a version is there. */
    record VersionDrafted(String organization, String clientId, String object, UUID versionId)
            implements CatalogEvent {}

    /** A draft's name, dates, metadata or menu actions are others now. */
    record DraftChanged(String organization, String clientId, String object, UUID versionId) implements CatalogEvent {}

    /** A draft was thrown away with its files. */
    record DraftDeleted(String organization, String clientId, String object, UUID versionId) implements CatalogEvent {}

    /** A file of a draft is in the store whole. */
    record FileUploaded(String organization, String clientId, String object, long sizeInBytes, String sha256)
            implements CatalogEvent {
        @Override
        public String detail() {
            return sizeInBytes + " bytes, sha256 " + sha256;
        }
    }

    /** A file of a draft was not what the sender announced, for the reason given; nothing of it was kept. */
    record FileRejected(String organization, String clientId, String object, String reason) implements CatalogEvent {
        @Override
        public boolean refused() {
            return true;
        }

        @Override
        public String detail() {
            return reason;
        }
    }

    /** A file was taken out of a draft. */
    record FileDeleted(String organization, String clientId, String object) implements CatalogEvent {}

    /** A version was published: it is final, and seen from its launch on. */
    record VersionCommitted(String organization, String clientId, Release release) implements CatalogEvent {
        @Override
        public String object() {
            return release.address();
        }
    }

    /** A published version became visible. Told once for each version. */
    record VersionLaunched(String organization, @Nullable String clientId, Release release) implements CatalogEvent {
        @Override
        public String object() {
            return release.address();
        }
    }

    /**
     * A published version was withdrawn for the reason given: its files can be had no more.
     *
     * @param launched whether clients ever saw it
     */
    record VersionRetracted(String organization, String clientId, Release release, String reason, boolean launched)
            implements CatalogEvent {
        @Override
        public String object() {
            return release.address();
        }

        @Override
        public String detail() {
            return reason;
        }
    }

    /** The retention date of a version is near. Told once for each version. */
    record VersionExpiring(String organization, Release release, LocalDate retentionDate) implements CatalogEvent {
        @Override
        public @Nullable String clientId() {
            return null;
        }

        @Override
        public String object() {
            return release.address();
        }

        @Override
        public String detail() {
            return "on " + retentionDate;
        }
    }

    /** The retention date of a version came. It stays as it is. Told once for each version. */
    record VersionExpired(String organization, Release release) implements CatalogEvent {
        @Override
        public @Nullable String clientId() {
            return null;
        }

        @Override
        public String object() {
            return release.address();
        }
    }

    /**
     * Organizations see more than before: they were granted it, or a sub-product became public or theirs.
     *
     * @param granted the organizations
     * @param subProductSlug null for the whole product
     */
    record Granted(
            String organization,
            @Nullable String clientId,
            Set<OrganizationId> granted,
            String productSlug,
            @Nullable String subProductSlug)
            implements CatalogEvent {

        public Granted {
            granted = Set.copyOf(granted);
        }

        @Override
        public String object() {
            return subProductSlug == null ? productSlug : productSlug + "/" + subProductSlug;
        }
    }

    /**
     * Organizations see less than before: a grant was taken back, or a sub-product ceased to be public or theirs.
     *
     * @param revoked the organizations
     * @param subProductSlug null for the whole product
     */
    record Revoked(
            String organization,
            @Nullable String clientId,
            Set<OrganizationId> revoked,
            String productSlug,
            @Nullable String subProductSlug)
            implements CatalogEvent {

        public Revoked {
            revoked = Set.copyOf(revoked);
        }

        @Override
        public String object() {
            return subProductSlug == null ? productSlug : productSlug + "/" + subProductSlug;
        }
    }

    /** A client was given a link to a file. */
    record LinkIssued(String organization, String clientId, String object) implements CatalogEvent {}
}
