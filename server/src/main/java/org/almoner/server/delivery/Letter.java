package org.almoner.server.delivery;

import java.util.List;

/**
 * One POST to one endpoint.
 *
 * @param headers all that are sent, but those that speak of the connection, of authorization and of the body's length
 * @param body not changed by anybody any more; may be shared by many letters
 * @param policy what happens if it fails
 * @param throttle how often the recipient may be called
 */
@SuppressWarnings("ArrayRecordComponent") // Ten thousand letters share one body, and nobody compares them.
public record Letter(Endpoint endpoint, List<Header> headers, byte[] body, RetryPolicy policy, Throttle throttle) {

    public Letter {
        headers = List.copyOf(headers);
    }
}
