package org.almoner.client.golden;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** How a server fails a request. */
public sealed interface Fault {

    /** Answers at once, without looking at the request. */
    record Status(int code, Map<String, String> headers, String body) implements Fault {}

    /** Reads so many bytes of the request, keeps them, and closes the connection. */
    record BreakRequest(long afterBytes) implements Fault {}

    /** Does all that is asked and closes the connection instead of answering. */
    record LoseAnswer() implements Fault {}

    /** Sends so many bytes of a body that is longer, and closes the connection. */
    record BreakAnswer(long afterBytes) implements Fault {}

    /** Says that the request has come, and closes the connection when told to. */
    record Hold(CountDownLatch arrived, CountDownLatch release) implements Fault {}

    static Fault status(int code) {
        return new Status(code, Map.of(), "");
    }

    static Fault status(int code, String header, String field) {
        return new Status(code, Map.of(header, field), "");
    }
}
