package org.almoner.warehouse;

/** Hears how archives get on. */
public interface LoadListener {

    /** Verified, but not loaded: to see where it belongs. Position and size in bytes of the archive. */
    void verifying(String fileName, long position, long size);

    /** On its way into the database. */
    void loading(String fileName, long position, long size);
}
