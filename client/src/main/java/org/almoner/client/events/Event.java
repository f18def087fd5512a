package org.almoner.client.events;

import java.time.Instant;
import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** Something that happened, and that this client may know of. As JSON it has the shape of the API. */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "type",
        visible = true,
        defaultImpl = Event.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.VersionLaunched.class, name = "version.launched"),
    @JsonSubTypes.Type(value = Event.VersionRetracted.class, name = "version.retracted"),
    @JsonSubTypes.Type(value = Event.VersionExpiring.class, name = "version.expiring"),
    @JsonSubTypes.Type(value = Event.VersionExpired.class, name = "version.expired"),
    @JsonSubTypes.Type(value = Event.ExtractReleased.class, name = "extract.released"),
    @JsonSubTypes.Type(value = Event.ExtractWithdrawn.class, name = "extract.withdrawn"),
    @JsonSubTypes.Type(value = Event.ExtractExpired.class, name = "extract.expired"),
    @JsonSubTypes.Type(value = Event.EntitlementGranted.class, name = "entitlement.granted"),
    @JsonSubTypes.Type(value = Event.EntitlementRevoked.class, name = "entitlement.revoked")
})
public sealed interface Event {

    /** The place right after this event. The same in every answer, so it also tells one event from another. */
    Cursor id();

    /** When it happened. */
    Instant at();

    /** What the API calls this kind of event, such as {@code version.launched}. */
    @JsonProperty("type")
    String type();

    /** Something happened to a version. */
    sealed interface OfVersion extends Event {
        AnnouncedVersion version();
    }

    /** Something happened to an extract. */
    sealed interface OfExtract extends Event {
        AnnouncedExtract extract();
    }

    /**
     * What the organization may see has changed. What was released before is not announced anew: it is to be looked up in the
     * catalogue.
     */
    sealed interface OfEntitlement extends Event {
        String productSlug();

        /** Null for the whole product. */
        @Nullable
        String subProductSlug();
    }

    /** A version can be fetched from now on. */
    record VersionLaunched(
            Cursor id, Instant at, @JsonUnwrapped AnnouncedVersion version) implements OfVersion {

        public VersionLaunched {
            present(id, at);
        }

        @Override
        public String type() {
            return "version.launched";
        }
    }

    /** A version was withdrawn; it stays listed, and its files are to be had no more. */
    record VersionRetracted(
            Cursor id,
            Instant at,
            @JsonUnwrapped AnnouncedVersion version,
            @Nullable String reason) implements OfVersion {

        public VersionRetracted {
            present(id, at);
        }

        @Override
        public String type() {
            return "version.retracted";
        }
    }

    /**
     * The retention date that the publisher set is near.
     *
     * @param retentionDate until when the version is promised to be kept
     */
    record VersionExpiring(
            Cursor id,
            Instant at,
            @JsonUnwrapped AnnouncedVersion version,
            @Nullable LocalDate retentionDate) implements OfVersion {

        public VersionExpiring {
            present(id, at);
        }

        @Override
        public String type() {
            return "version.expiring";
        }
    }

    /** The retention date that the publisher set has come; the version can still be fetched. */
    record VersionExpired(
            Cursor id, Instant at, @JsonUnwrapped AnnouncedVersion version) implements OfVersion {

        public VersionExpired {
            present(id, at);
        }

        @Override
        public String type() {
            return "version.expired";
        }
    }

    /** An extract can be fetched from now on. */
    record ExtractReleased(
            Cursor id, Instant at, @JsonUnwrapped AnnouncedExtract extract) implements OfExtract {

        public ExtractReleased {
            present(id, at);
        }

        @Override
        public String type() {
            return "extract.released";
        }
    }

    /** Somebody took an extract back. */
    record ExtractWithdrawn(
            Cursor id,
            Instant at,
            @JsonUnwrapped AnnouncedExtract extract,
            @Nullable String reason) implements OfExtract {

        public ExtractWithdrawn {
            present(id, at);
        }

        @Override
        public String type() {
            return "extract.withdrawn";
        }
    }

    /** An extract's time is over; it can be had no more. */
    record ExtractExpired(
            Cursor id, Instant at, @JsonUnwrapped AnnouncedExtract extract) implements OfExtract {

        public ExtractExpired {
            present(id, at);
        }

        @Override
        public String type() {
            return "extract.expired";
        }
    }

    /** The organization may see more than before. */
    record EntitlementGranted(
            Cursor id,
            Instant at,
            String productSlug,
            @Nullable String subProductSlug) implements OfEntitlement {

        public EntitlementGranted {
            present(id, at);
            requireNonNull(productSlug, "product_slug is missing");
        }

        @Override
        public String type() {
            return "entitlement.granted";
        }
    }

    /** A right of the organization was taken back; what it sees by another one stays listed. */
    record EntitlementRevoked(
            Cursor id,
            Instant at,
            String productSlug,
            @Nullable String subProductSlug) implements OfEntitlement {

        public EntitlementRevoked {
            present(id, at);
            requireNonNull(productSlug, "product_slug is missing");
        }

        @Override
        public String type() {
            return "entitlement.revoked";
        }
    }

    /** A kind of event that this version of the SDK does not know. */
    record Unknown(Cursor id, Instant at, String type) implements Event {

        public Unknown {
            present(id, at);
            requireNonNull(type, "type is missing");
        }
    }

    private static void present(Cursor id, Instant at) {
        requireNonNull(id, "id is missing");
        requireNonNull(at, "at is missing");
    }
}
