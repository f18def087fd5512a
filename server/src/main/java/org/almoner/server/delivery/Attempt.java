package org.almoner.server.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * One try of a delivery.
 *
 * @param at when it began
 * @param took for how long it lasted, to the millisecond
 */
public record Attempt(Instant at, Duration took, Result result) {

    /** What came of it. */
    public sealed interface Result {}

    /**
     * The endpoint answered.
     *
     * @param status of HTTP, 200 to 599
     * @param firstBytes the beginning of the answer's body as text, at most 1,024 characters; control characters are replaced
     */
    public record Answered(int status, String firstBytes) implements Result {}

    /**
     * There was no answer, or none that can be understood.
     *
     * @param reason why, for people
     */
    public record NoAnswer(String reason) implements Result {}
}
