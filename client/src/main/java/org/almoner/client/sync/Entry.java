package org.almoner.client.sync;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One line of an inventory: something that happened to the copy. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Begun.class, name = "begun"),
    @JsonSubTypes.Type(value = Entry.Placed.class, name = "placed"),
    @JsonSubTypes.Type(value = Entry.Missed.class, name = "missed"),
    @JsonSubTypes.Type(value = Entry.BecameWhole.class, name = "whole"),
    @JsonSubTypes.Type(value = Entry.Confirmed.class, name = "confirmed"),
    @JsonSubTypes.Type(value = Entry.Removed.class, name = "removed"),
    @JsonSubTypes.Type(value = Entry.Trusted.class, name = "trusted"),
    @JsonSubTypes.Type(value = Entry.Settled.class, name = "settled")
})
sealed interface Entry {

    /** Files are about to be fetched: what is found under their names later on is the copy's own. */
    record Begun(Subject subject, List<Path> files) implements Entry {

        /** @param id as in {@link HeldFile} */
        record Path(String path, String id) {}
    }

    /** A file is in place. */
    record Placed(String key, HeldFile file) implements Entry {}

    /** A file could not be fetched, and is not there: what is found under its name later on is somebody else's. */
    record Missed(String key, String path) implements Entry {}

    /** All files of something are in place. */
    record BecameWhole(Subject subject, Holding.Whole whole) implements Entry {}

    /** Something that was whole already is listed otherwise than before, with the same files. */
    record Confirmed(Subject subject, Holding.Whole whole) implements Entry {}

    /** All files of something were removed. */
    record Removed(Subject subject, String reason, Instant at) implements Entry {}

    /**
     * A publisher's key was believed when it was first seen.
     *
     * @param scope what it is believed for: a product of the server, or its extracts
     */
    record Trusted(String server, String scope, String key, Instant at) implements Entry {}

    /** What was to be done after all that stands above has been done. */
    record Settled(Instant at) implements Entry {}
}
