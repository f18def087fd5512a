package org.almoner.client.http;

import java.time.Duration;

import org.almoner.client.failure.AlmonerException;

/** Hears of every exchange with a server. Sees no header, no body and no signed link. */
public interface CallListener {

    /** Hears nothing. */
    CallListener NONE = new CallListener() {};

    /**
     * An answer came.
     *
     * @param target the path and query of an API call, the path alone of a link
     */
    default void answered(String method, String target, int status, Duration took) {}

    /** An attempt failed and is repeated after a wait. */
    default void waiting(String method, String target, AlmonerException failure, Duration wait) {}
}
