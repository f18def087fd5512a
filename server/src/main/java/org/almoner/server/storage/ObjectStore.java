package org.almoner.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.StorageFull;
import org.jspecify.annotations.Nullable;

/**
 * Where bytes are kept. Knows keys and bytes; nothing of digests, rows or HTTP.
 *
 * <p>Bytes are staged first, and sealed into an object when all of them are there. What is staged is found again after a
 * crash; what is sealed is on disk for good. Every method but {@link #read} throws {@link StorageFull} where there is no
 * room and {@link UncheckedIOException} where the store fails.
 */
interface ObjectStore {

    /** Makes a place for the bytes of an object to come. */
    Staging stage(ObjectKey key);

    /** How many bytes are safely kept, staged or sealed; 0 when nothing is left of the place. */
    long kept(Staging staging);

    /**
     * Opens the end of what is staged. The caller sees to it that there is one writer at a time.
     *
     * @param length how many bytes there will be in all; null if that is not known
     * @throws Conflict if the object is sealed already
     */
    Writer append(Staging staging, @Nullable Long length);

    /** Makes what is staged an object. Sealing again changes nothing, so that it can be repeated after a crash. */
    void seal(Staging staging);

    /** Drops what is staged, if there is anything. */
    void discard(Staging staging);

    /**
     * Reads a part of an object, in time that doesn't depend on where it lies. Closing the stream early is cheap.
     *
     * @param first the offset of the first byte
     * @param length how many bytes; {@code first + length} is not beyond the object's end
     * @throws NoSuchFileException if there is no such object
     */
    InputStream read(ObjectKey key, long first, long length) throws IOException;

    /** The file that holds the object, in a store that has one to send from. */
    Optional<Path> file(ObjectKey key);

    /** Deletes an object, if there is one. */
    void delete(ObjectKey key);

    /** Refuses what is bound not to fit. */
    void requireRoom(long bytes);

    /** All that is in the store and was last touched before a moment, to be held against the rows. Close the stream. */
    Stream<Trace> traces(Instant before);

    /**
     * A place for bytes to come.
     *
     * @param reference what the store needs to find it again, besides the key; at most 1024 characters
     */
    record Staging(ObjectKey key, String reference) {}

    /** Something that lies in the store. */
    sealed interface Trace {
        ObjectKey key();

        record Staged(Staging staging) implements Trace {
            @Override
            public ObjectKey key() {
                return staging.key();
            }
        }

        record Sealed(ObjectKey key) implements Trace {}
    }

    /** Writes at the end of what is staged. */
    interface Writer extends AutoCloseable {

        void write(byte[] bytes, int offset, int length);

        /** Makes safe what was written: from here on it is found again after a crash. */
        @Override
        void close();
    }
}
