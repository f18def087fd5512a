package org.almoner.bench.measure;

/** A benchmark cannot go on, or its figures would mean nothing. The message says why, and what to do about it. */
public final class BenchFailure extends RuntimeException {

    public BenchFailure(String message) {
        super(message);
    }

    public BenchFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
