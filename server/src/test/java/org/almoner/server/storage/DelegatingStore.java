package org.almoner.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** A store over another; a test overrides where it wants to interfere. */
interface DelegatingStore extends ObjectStore {

    ObjectStore delegate();

    @Override
    default Staging stage(ObjectKey key) {
        return delegate().stage(key);
    }

    @Override
    default long kept(Staging staging) {
        return delegate().kept(staging);
    }

    @Override
    default Writer append(Staging staging, @Nullable Long length) {
        return delegate().append(staging, length);
    }

    @Override
    default void seal(Staging staging) {
        delegate().seal(staging);
    }

    @Override
    default void discard(Staging staging) {
        delegate().discard(staging);
    }

    @Override
    default InputStream read(ObjectKey key, long first, long length) throws IOException {
        return delegate().read(key, first, length);
    }

    @Override
    default Optional<Path> file(ObjectKey key) {
        return delegate().file(key);
    }

    @Override
    default void delete(ObjectKey key) {
        delegate().delete(key);
    }

    @Override
    default void requireRoom(long bytes) {
        delegate().requireRoom(bytes);
    }

    @Override
    default Stream<Trace> traces(Instant before) {
        return delegate().traces(before);
    }
}
