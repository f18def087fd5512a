package org.almoner.dataset.bulk;

import java.net.URI;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How far an export is: what a process must know to take it up. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "phase")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ExportState.Requested.class, name = "requested"),
    @JsonSubTypes.Type(value = ExportState.Running.class, name = "running"),
    @JsonSubTypes.Type(value = ExportState.Listed.class, name = "listed"),
    @JsonSubTypes.Type(value = ExportState.Complete.class, name = "complete")
})
sealed interface ExportState {

    /** The hash of the request that started it. */
    String request();

    /** The server is asked, and did not answer yet. Written first: who finds it cannot know whether there is an export. */
    record Requested(String request, Instant at) implements ExportState {}

    /** The server gets the files ready. */
    record Running(String request, Instant at, URI status) implements ExportState {}

    /** The files are there to be fetched. Which of them were is told by the folder. */
    record Listed(String request, Instant at, URI status, Manifest manifest) implements ExportState {}

    /**
     * All is here.
     *
     * @param released whether the server was told that it may forget the export
     */
    record Complete(String request, URI status, boolean released, FetchedExport fetched) implements ExportState {}
}
