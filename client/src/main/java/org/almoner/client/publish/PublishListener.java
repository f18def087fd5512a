package org.almoner.client.publish;

import java.time.Duration;

import org.almoner.client.admin.ManagedVersion;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.codeset.VersionCheck;
import org.almoner.client.failure.AlmonerException;

/** Hears how a release gets on. Called on the publishing thread, but for {@link #uploading}, which may be on another. */
public interface PublishListener {

    /** Hears nothing. */
    PublishListener NONE = new PublishListener() {};

    /** A file is being read through for its hash. */
    default void hashing(String fileName, long position, long size) {}

    /** The draft is there, be it new or found. */
    default void draftReady(VersionAddress draft, ManagedVersion version, boolean found) {}

    /** Bytes have gone out; those of the last moment may have to go again. */
    default void uploading(String fileName, long position, long size) {}

    /** The connection broke, or the server was too busy; the upload goes on after a wait. */
    default void uploadWaiting(String fileName, AlmonerException failure, Duration wait) {}

    /** A file is on the server, whole and verified. */
    default void fileDone(PublishedFile file) {}

    /** The server checks what it has. Heard again and again until that is finished, and then once more. */
    default void checking(VersionAddress draft, VersionCheck check) {}
}
