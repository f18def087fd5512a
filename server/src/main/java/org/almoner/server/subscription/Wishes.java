package org.almoner.server.subscription;

import org.almoner.server.delivery.RetryPolicy;
import org.almoner.server.delivery.Throttle;

/**
 * How a subscription wants to be told; all of it can be changed.
 *
 * @param raw whether only the message itself is sent, without the JSON of SNS around it
 */
record Wishes(boolean raw, FilterPolicy filter, RetryPolicy retries, Throttle throttle) {}
