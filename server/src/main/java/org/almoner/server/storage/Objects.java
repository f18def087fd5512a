package org.almoner.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

import org.almoner.server.failure.Damaged;

/** What is in the store. */
public interface Objects {

    /** The object, unless it was never there or was withdrawn. */
    Optional<StoredObject> find(ObjectKey key);

    /**
     * The bytes of an object, from its first to its last. Close the stream.
     *
     * @throws NoSuchFileException if they are gone
     */
    default InputStream open(StoredObject object) throws IOException {
        return open(object, 0);
    }

    /**
     * The bytes of an object from one on, in time that does not depend on where it lies. Close the stream; early is cheap.
     *
     * @param first the offset of the first byte, 0 to the object's length
     * @throws NoSuchFileException if they are gone
     */
    InputStream open(StoredObject object, long first) throws IOException;

    /**
     * Puts the bytes of an object into a file that is only to be read. It costs nothing where the store is on the same disk: then it is
     * one more name of the object's file.
     *
     * @param to where there is nothing yet
     * @throws NoSuchFileException if they are gone
     */
    void place(StoredObject object, Path to) throws IOException;

    /**
     * The hashes of an object's blocks. They are computed as the bytes come in; of an object whose are not known the bytes are read,
     * which takes as long as that takes, and the hashes kept. Not to be called in a transaction.
     *
     * @throws Damaged if the bytes had to be read and are not those that were put in
     */
    BlockHashes blocks(StoredObject object);

    /** Takes an object out of circulation: from now on links to it answer {@code NoSuchKey}. Its bytes are kept. */
    void withdraw(ObjectKey key);

    /** Deletes an object and its bytes for good, as for a draft that was thrown away. Does nothing if it is gone. */
    void delete(ObjectKey key);
}
