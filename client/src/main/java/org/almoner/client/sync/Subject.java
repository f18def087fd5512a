package org.almoner.client.sync;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.almoner.client.catalog.VersionAddress;

/** A version or an extract of a server: what is fetched, kept and removed as a whole. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Subject.OfVersion.class, name = "version"),
    @JsonSubTypes.Type(value = Subject.OfExtract.class, name = "extract")
})
public sealed interface Subject {

    /** The server, as the copy's settings call it. */
    String server();

    /** What tells it from all others of the server, and is stable for ever. */
    @JsonIgnore
    String address();

    /** What tells it from all others in a copy. */
    @JsonIgnore
    default String key() {
        return server() + ":" + address();
    }

    /** A version of the catalogue. */
    record OfVersion(String server, VersionAddress version) implements Subject {
        @Override
        @JsonIgnore
        public String address() {
            return version.toString();
        }
    }

    /**
     * An extract.
     *
     * @param id as the server counts
     */
    record OfExtract(String server, String populationId, String dataSet, long id) implements Subject {
        @Override
        @JsonIgnore
        public String address() {
            return "extract " + id;
        }
    }
}
